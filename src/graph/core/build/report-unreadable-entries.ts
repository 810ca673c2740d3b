import {
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
import { isBranch } from '../../../shared/json.js';
import { leftOutOf } from '../../../upstream/transport/partial-list.js';
import type { Context } from '../context.js';

/**
 * Lets every list and every page of one tell how many entries it lacks because they could not be read. The list stands
 * and its entries may not be null, so the error stands beside it, at its path.
 */
export function tellGaps(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type)) for (const field of Object.values(type.getFields())) if (isList(field)) telling(field);
  return schema;
}

function isList({ type }: GraphQLField<unknown, Context>): boolean {
  const named = getNamedType(type);
  return isCompositeType(named) && (isListType(getNullableType(type)) || named.name.endsWith('Connection'));
}

/** What has no resolver of its own comes from one that has. */
function telling(field: GraphQLField<unknown, Context>): void {
  const { resolve } = field;
  if (!resolve) return;
  field.resolve = (source, args, context, info) => {
    const told: unknown = resolve(source, args, context, info);
    return told instanceof Promise
      ? told.then((list: unknown) => noted(list, context, info))
      : noted(told, context, info);
  };
}

function noted(list: unknown, { besides }: Context, { path }: GraphQLResolveInfo): unknown {
  const leftOut = isBranch(list) ? leftOutOf(list) : 0;
  if (leftOut === 0) return list;
  const entries = leftOut === 1 ? '1 entry' : `${leftOut} entries`;
  const sentence = `An upstream gave ${entries} of this list in a form that cannot be read; the others are here.`;
  const originalError = new Fault('UPSTREAM_BAD_RESPONSE', sentence);
  besides.push(new GraphQLError(originalError.message, { path: responsePathAsArray(path), originalError }));
  return list;
}
