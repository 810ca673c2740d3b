import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { LimitsConfig } from '../../src/config/config.js';
import { usualLengthOf } from '../../src/graph/list-length.js';
import { costOf } from '../../src/server/limits/cost.js';

type Field = GraphQLField<unknown, unknown>;

/** A selected field of a document that is being made. */
interface Selected {
  readonly field: Field;
  readonly below: Selected[];
  first: number;
}

/** What stands for an argument that must be given, by its type. */
export type Needed = Readonly<Record<string, string>>;

export interface Expensive {
  /** The list it is about, `Type.field`. */
  readonly list: string;
  readonly query: string;
}

const PAGES = [100, 50, 25, 10, 5, 2];

const isList = (field: Field) => isListType(getNullableType(field.type));
const isPaged = (field: Field) => field.args.some(({ name }) => name === 'first');
const typeOf = (field: Field) => getNamedType(field.type);

/**
 * For every list that a query can reach three documents, as expensive as the limits allow: two whose lists nest as deep as
 * may be, to and fro, by long lists or by those that count as short; and one with the largest page that may be.
 */
export function expensiveDocuments(schema: GraphQLSchema, limits: LimitsConfig, needed: Needed): Expensive[] {
  const root = schema.getQueryType();
  if (!root) throw new Error('The schema has no queries.');
  const isAllowed = (tree: readonly Selected[]) => fits(schema, tree, limits, needed);
  return pathsToLists(root, needed).flatMap((path) =>
    [deepFirst(byLong), deepFirst(byShort), wideFirst].map((grow) => {
      const chain = path.map((field): Selected => ({ field, below: [], first: 1 }));
      chain.forEach((one, index) => one.below.push(...chain.slice(index + 1, index + 2)));
      const tree = chain.slice(0, 1);
      grow(chain, () => isAllowed(tree));
      return { list: path.map(({ name }) => name).join('.'), query: textOf(tree, needed) };
    }),
  );
}

type Grow = (chain: Selected[], isAllowed: () => boolean) => void;

const deepFirst =
  (promise: Promising): Grow =>
  (chain, isAllowed) => {
    deepen(chain, promise, isAllowed);
    fill(chain, isAllowed);
    widen(chain, isAllowed);
  };

const wideFirst: Grow = (chain, isAllowed) => {
  fillOne(chain, isAllowed);
  widen(chain, isAllowed);
  deepen(chain, byLong, isAllowed);
  fill(chain, isAllowed);
};

/** The shortest way to each list field there is. */
function pathsToLists(root: GraphQLObjectType, needed: Needed): Field[][] {
  const paths: Field[][] = [];
  const seen = new Set<unknown>([root]);
  let level: { readonly type: GraphQLObjectType; readonly path: Field[] }[] = [{ type: root, path: [] }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { type, path } of level) {
      for (const field of usableFields(type, needed)) {
        const way = [...path, field];
        if (isList(field)) paths.push(way);
        const below = typeOf(field);
        if (!isObjectType(below) || seen.has(below)) continue;
        seen.add(below);
        next.push({ type: below, path: way });
      }
    }
    level = next;
  }
  return paths;
}

function usableFields(type: GraphQLObjectType, needed: Needed): Field[] {
  return Object.values(type.getFields()).filter(({ args }) =>
    args.every((one) => !isNonNullType(one.type) || one.defaultValue !== undefined || String(one.type) in needed),
  );
}

/** Goes on from the end by lists without pages, or by an object that has some, while that is allowed. */
function deepen(chain: Selected[], promise: Promising, isAllowed: () => boolean): void {
  for (;;) {
    const end = chain.at(-1);
    const type = end && typeOf(end.field);
    if (!end || !isObjectType(type)) return;
    const ways = Object.values(type.getFields())
      .filter((field) => isCompositeType(typeOf(field)) && !field.args.some(({ type: of }) => isNonNullType(of)))
      .toSorted((a, b) => promise(b) - promise(a));
    const taken = ways.find((field) => tries(end, field, isAllowed));
    if (!taken) return;
    const selected = end.below.at(-1);
    if (selected) chain.push(selected);
  }
}

/** How much a field is likely to multiply what is below it. */
type Promising = (field: Field) => number;

const byLong: Promising = (field) => byShort(field) + (isList(field) && usualLengthOf(field) === undefined ? 2 : 0);

/** Lists without pages that lead on to others most. */
const byShort: Promising = (field) => {
  const below = typeOf(field);
  const inner = isObjectType(below) ? Object.values(below.getFields()) : [];
  const leadsOn = inner.some((one) => isList(one) && isCompositeType(typeOf(one)));
  return (isList(field) ? 2 : 0) + (leadsOn ? 3 : 0) - (isPaged(field) ? 1 : 0);
};

function tries(at: Selected, field: Field, isAllowed: () => boolean): boolean {
  at.below.push({ field, below: [], first: 1 });
  if (isAllowed()) return true;
  at.below.pop();
  return false;
}

/** Adds leaves, from the end of the chain up. */
function fill(chain: Selected[], isAllowed: () => boolean): void {
  for (const selected of chain.toReversed()) for (const field of leavesOf(selected)) tries(selected, field, isAllowed);
}

/** So that the end has a field at all. */
function fillOne(chain: Selected[], isAllowed: () => boolean): void {
  const end = chain.at(-1);
  if (end) leavesOf(end).some((field) => tries(end, field, isAllowed));
}

function leavesOf({ field, below }: Selected): Field[] {
  const type = typeOf(field);
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  return fields.filter(
    (one) => !isCompositeType(typeOf(one)) && one.args.length === 0 && !below.some((other) => other.field === one),
  );
}

function widen(chain: Selected[], isAllowed: () => boolean): void {
  for (const selected of chain.filter(({ field }) => isPaged(field))) {
    selected.first = PAGES.find((first) => ((selected.first = first), isAllowed())) ?? 1;
  }
}

function fits(schema: GraphQLSchema, tree: readonly Selected[], limits: LimitsConfig, needed: Needed): boolean {
  if (depthOf(tree) > limits.depth) return false;
  const document = parse(textOf(tree, needed));
  const operation = document.definitions[0] as OperationDefinitionNode;
  return costOf({ schema, document, operation }, {}) <= limits.complexity;
}

function depthOf(tree: readonly Selected[]): number {
  return tree.reduce((deepest, { below }) => Math.max(deepest, 1 + depthOf(below)), 0);
}

function textOf(tree: readonly Selected[], needed: Needed): string {
  const fields = tree.map(({ field, below, first }) => {
    const given = field.args.flatMap(({ name, type }) => {
      if (name === 'first') return [`first: ${first}`];
      const value = isNonNullType(type) ? needed[String(type)] : undefined;
      return value === undefined ? [] : [`${name}: ${value}`];
    });
    const args = given.length > 0 ? `(${given.join(', ')})` : '';
    if (!isCompositeType(typeOf(field))) return field.name + args;
    return `${field.name}${args} ${below.length > 0 ? textOf(below, needed) : '{ __typename }'}`;
  });
  return `{ ${fields.join(' ')} }`;
}
