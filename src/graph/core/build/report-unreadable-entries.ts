import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  isObjectType,
  responsePathAsArray,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { Fault } from '../../../faults/fault.js';
import { isObjectOrArray } from '../../../shared/json.js';
import { countOmitted } from '../../../upstream/transport/partial-list.js';
import type { Context } from '../context.js';

/**
 * Reports an error at the path of every list and connection with unreadable upstream entries. The entries are not nullable,
 * so they are omitted and the field returns both the list and the error.
 */
export function reportUnreadableEntries(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()))
    // The parts of a connection are not looked at: it was checked as a whole.
    if (isObjectType(type) && !type.name.endsWith('Connection'))
      for (const field of Object.values(type.getFields())) if (isListField(field)) reportForField(field);
  return schema;
}

function isListField({ type }: GraphQLField<unknown, Context>): boolean {
  const named = getNamedType(type);
  return isCompositeType(named) && (isListType(getNullableType(type)) || named.name.endsWith('Connection'));
}

function reportForField(field: GraphQLField<unknown, Context>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    const result: unknown = resolve(source, args, context, info);
    return result instanceof Promise
      ? result.then((list: unknown) => recordUnreadable(list, context, info))
      : recordUnreadable(result, context, info);
  };
}

function recordUnreadable(list: unknown, { additionalErrors }: Context, { path }: GraphQLResolveInfo): unknown {
  const omittedCount = isObjectOrArray(list) ? countOmitted(list) : 0;
  if (omittedCount === 0) return list;
  const entries = omittedCount === 1 ? '1 entry' : `${omittedCount} entries`;
  const message = `Omitted ${entries} of this list: the upstream response is not readable there.`;
  const originalError = new Fault('UPSTREAM_BAD_RESPONSE', message);
  additionalErrors.push(new GraphQLError(originalError.message, { path: responsePathAsArray(path), originalError }));
  return list;
}
