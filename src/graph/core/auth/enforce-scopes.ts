import { defaultFieldResolver, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { SCOPES, type Scope } from '../../../config/scopes.js';
import type { Outcome } from '../../../faults/fault.js';
import type { Context } from '../context.js';
import { requireScope } from './caller.js';
import { getRequirement, type RequiredScope } from './requires-scope.js';

/**
 * Checks the required scope before every field that declares one, so that a rejected caller causes no upstream call. Applied
 * to the built schema, because type-graphql would run a middleware for every field.
 *
 * @throws {Error} for a root field without `@Requires`
 */
export function enforceScopes(schema: GraphQLSchema): GraphQLSchema {
  const mutations = schema.getMutationType();
  const rootTypes: readonly unknown[] = [schema.getQueryType(), mutations, schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const outcome = type === mutations ? 'NOT_SENT' : undefined;
    for (const field of Object.values(type.getFields())) {
      const scope = getRequirement(field)?.scope;
      if (scope === undefined && rootTypes.includes(type))
        throw new Error(`${type.name}.${field.name} needs @Requires.`);
      if (scope !== undefined && isScope(scope)) guardField(field, scope, outcome);
    }
  }
  return schema;
}

function guardField(field: GraphQLField<unknown, Context>, scope: Scope, outcome?: Outcome): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    requireScope(context.caller, scope, outcome);
    return resolve(source, args, context, info);
  };
  const { subscribe } = field;
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => {
    requireScope(context.caller, scope);
    return subscribe(source, args, context, info);
  };
}

function isScope(required: RequiredScope): required is Scope {
  return SCOPES.some((scope) => scope === required);
}
