import {
  defaultFieldResolver,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { ResponseSize } from './response-size.js';
import type { Context } from '../context.js';

/** What a value takes while an answer is made, by measurement; in the answer few are longer. */
const ESTIMATED_BYTES_PER_FIELD = 200;

/**
 * Counts what every list comes to before any entry of it is looked at, and leaves lists empty once an answer is larger than
 * it may be. Lists are all that multiplies, and within each other they do so faster than anybody could stop it at the end.
 * What a large answer is made of waits in between, so that others are answered meanwhile.
 */
export function limitResponseSize(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      if (isListType(getNullableType(field.type))) limitListField(field);
  }
  return schema;
}

function limitListField(field: GraphQLField<unknown, Context>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    if (context.responseSize.isTooLarge) return [];
    const result: unknown = resolve(source, args, context, info);
    if (result instanceof Promise) return result.then((list: unknown) => countList(list, context, info));
    return countList(result, context, info);
  };
}

function countList(list: unknown, { responseSize }: Context, info: GraphQLResolveInfo): unknown {
  if (!Array.isArray(list) || list.length === 0) return list;
  const turn = responseSize.add(list.length * ESTIMATED_BYTES_PER_FIELD * countFieldsPerEntry(info));
  return turn ? turn.then(() => emptyIfTooLarge(list, responseSize)) : emptyIfTooLarge(list, responseSize);
}

function emptyIfTooLarge(list: readonly unknown[], responseSize: ResponseSize): readonly unknown[] {
  return responseSize.isTooLarge ? [] : list;
}

const fieldCounts = new WeakMap<readonly FieldNode[], number>();

/** Values in one entry of the list that is resolved, itself included. Lists below count as one entry here, and then for themselves. */
function countFieldsPerEntry({ fieldNodes, fragments }: GraphQLResolveInfo): number {
  let count = fieldCounts.get(fieldNodes);
  if (count === undefined) {
    count = 1 + fieldNodes.reduce((sum, { selectionSet }) => sum + countSelectedFields(selectionSet, fragments), 0);
    fieldCounts.set(fieldNodes, count);
  }
  return count;
}

/** However they unfold: what is allowed to run does not unfold far. */
function countSelectedFields(
  selectionSet: SelectionSetNode | undefined,
  fragments: GraphQLResolveInfo['fragments'],
): number {
  let count = 0;
  for (const node of selectionSet?.selections ?? []) {
    if (node.kind === Kind.FIELD) count += 1 + countSelectedFields(node.selectionSet, fragments);
    else
      count += countSelectedFields(
        node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments[node.name.value]?.selectionSet,
        fragments,
      );
  }
  return count;
}
