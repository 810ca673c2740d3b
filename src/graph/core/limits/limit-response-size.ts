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

/** Memory of one value during execution, as measured; few values are longer in the response. */
const ESTIMATED_BYTES_PER_FIELD = 200;

/**
 * Estimates the size of every list before its entries are resolved, and returns empty lists once the response exceeds the
 * limit. Nested lists multiply, so a check after execution would be too late. Lists of a large response wait for their
 * turn, so that other requests are executed in between.
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

/** Counts the values in one list entry, the entry included. A nested list counts as one value here, and again when it resolves. */
function countFieldsPerEntry({ fieldNodes, fragments }: GraphQLResolveInfo): number {
  let count = fieldCounts.get(fieldNodes);
  if (count === undefined) {
    count = 1 + fieldNodes.reduce((sum, { selectionSet }) => sum + countSelectedFields(selectionSet, fragments), 0);
    fieldCounts.set(fieldNodes, count);
  }
  return count;
}

/** Fragments are expanded without a limit here, because the document limits have bounded their expansion. */
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
