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
import type { AnswerSize } from './response-size.js';
import type { Context } from '../context.js';

/** What a value takes while an answer is made, by measurement; in the answer few are longer. */
const BYTES_OF_FIELD = 200;

/**
 * Counts what every list comes to before any entry of it is looked at, and leaves lists empty once an answer is larger than
 * it may be. Lists are all that multiplies, and within each other they do so faster than anybody could stop it at the end.
 * What a large answer is made of waits in between, so that others are answered meanwhile.
 */
export function boundLists(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) if (isListType(getNullableType(field.type))) bound(field);
  }
  return schema;
}

function bound(field: GraphQLField<unknown, Context>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    if (context.answer.isTooLarge) return [];
    const resolved: unknown = resolve(source, args, context, info);
    if (resolved instanceof Promise) return resolved.then((list: unknown) => counted(list, context, info));
    return counted(resolved, context, info);
  };
}

function counted(list: unknown, { answer }: Context, info: GraphQLResolveInfo): unknown {
  if (!Array.isArray(list) || list.length === 0) return list;
  const turn = answer.add(list.length * BYTES_OF_FIELD * fieldsOfEntry(info));
  return turn ? turn.then(() => unlessTooLarge(list, answer)) : unlessTooLarge(list, answer);
}

function unlessTooLarge(list: readonly unknown[], answer: AnswerSize): readonly unknown[] {
  return answer.isTooLarge ? [] : list;
}

const known = new WeakMap<readonly FieldNode[], number>();

/** Values in one entry of the list that is resolved, itself included. Lists below count as one entry here, and then for themselves. */
function fieldsOfEntry({ fieldNodes, fragments }: GraphQLResolveInfo): number {
  let fields = known.get(fieldNodes);
  if (fields === undefined) {
    fields = 1 + fieldNodes.reduce((sum, { selectionSet }) => sum + fieldsIn(selectionSet, fragments), 0);
    known.set(fieldNodes, fields);
  }
  return fields;
}

/** However they unfold: what is allowed to run does not unfold far. */
function fieldsIn(set: SelectionSetNode | undefined, fragments: GraphQLResolveInfo['fragments']): number {
  let fields = 0;
  for (const node of set?.selections ?? []) {
    if (node.kind === Kind.FIELD) fields += 1 + fieldsIn(node.selectionSet, fragments);
    else
      fields += fieldsIn(
        node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments[node.name.value]?.selectionSet,
        fragments,
      );
  }
  return fields;
}
