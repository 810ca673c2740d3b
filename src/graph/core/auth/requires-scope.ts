import { defaultFieldResolver, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { Extensions } from 'type-graphql';
import { SCOPES, type Scope } from '../../../config/scopes.js';
import type { Outcome } from '../../../faults/fault.js';
import { requireScope } from './caller.js';
import type { Context } from '../context.js';

/** `NOTHING`: open to every caller. `BY_TYPE`: the resolver checks the scope, because the type of the global id decides. */
export type RequiredScope = Scope | 'NOTHING' | 'BY_TYPE';

/** How often a field calls an upstream: for each object it is selected on, once per operation, or never. */
export type UpstreamCalls = 'EACH' | 'ONCE' | 'NEVER';

export interface Requirement {
  readonly scope: RequiredScope;
  readonly upstreamCalls: UpstreamCalls;
}

/**
 * Declares the scope that a field requires and its upstream calls. Every root field needs it, and every other field that
 * calls an upstream: objects are reachable along many paths, also from mutation payloads, and a caller with a write scope
 * may lack the read scope.
 */
export function Requires(scope: RequiredScope, upstreamCalls: UpstreamCalls = scope === 'NOTHING' ? 'NEVER' : 'EACH') {
  const requirement: Requirement = { scope, upstreamCalls };
  return Extensions({ requirement });
}

/** Returns the requirement declared by `@Requires`, or undefined. */
export function getRequirement({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>) {
  return extensions['requirement'] as Requirement | undefined;
}

const isScope = (required: RequiredScope): required is Scope => SCOPES.some((scope) => scope === required);

/**
 * Puts the demand for its scope before every field that declares one, so that a refused caller causes no upstream call.
 * On the built schema and not by middleware, which type-graphql would run for every field there is.
 *
 * @throws {Error} for a root field that declares nothing: what nobody thought about is open to nobody
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
        throw new Error(`${type.name}.${field.name} wants @Requires.`);
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
}
