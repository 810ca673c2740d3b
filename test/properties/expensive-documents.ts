import {
  GraphQLError,
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
import { Fault } from '../../src/faults/fault.js';
import { usualLengthOf } from '../../src/graph/core/limits/list-size.js';
import { costOf } from '../../src/server/limits/calculate-cost.js';
import { judgeDocument, judgeOperation } from '../../src/server/limits/enforce-limits.js';

type Field = GraphQLField<unknown, unknown>;

/** A selected field of a document that is being made. */
interface Selected {
  readonly field: Field;
  readonly below: Selected[];
  first: number;
  /** How often it is selected, each time under another alias. */
  times: number;
}

/** What stands for an argument that must be given, by its type. */
export type Needed = Readonly<Record<string, string>>;

/** A root field to begin with, where that is given. */
export interface Entrance {
  readonly kind: 'query' | 'mutation';
  readonly field: string;
  /** The value of its only argument that must be given, and the type of that. */
  readonly input: unknown;
  readonly type: string;
  /** What is asked of an interface. */
  readonly on?: string;
  /** Fields that lead to a list, at most: those further down are reached by queries. */
  readonly deepest: number;
}

/** What documents are made for. */
export interface Ground {
  readonly schema: GraphQLSchema;
  readonly limits: LimitsConfig;
  readonly needed: Needed;
  readonly entrances: readonly Entrance[];
}

export interface Expensive {
  /** The list it is about, by the fields that lead to it. */
  readonly list: string;
  readonly query: string;
  readonly variables: { readonly input?: unknown };
}

const PAGES = [100, 50, 25, 10, 5, 2];

const isList = (field: Field) => isListType(getNullableType(field.type));
const isPaged = (field: Field) => field.args.some(({ name }) => name === 'first');
const typeOf = (field: Field) => getNamedType(field.type);

/**
 * For every list that a query or an entrance can reach some documents, as expensive as the limits allow: two whose lists nest
 * as deep as may be, to and fro, by long lists or by those that count as short; one with the largest page that may be; and
 * one that selects the list as often as may be.
 */
export function expensiveDocuments(ground: Ground): Expensive[] {
  const root = ground.schema.getQueryType();
  if (!root) throw new Error('The schema has no queries.');
  const { needed } = ground;
  return [
    ...documentsFor(ground, pathsToLists(root, needed)),
    ...ground.entrances.flatMap((entrance) => documentsFor(ground, pathsFrom(entrance, ground), entrance)),
  ];
}

function documentsFor(ground: Ground, paths: readonly Field[][], entrance?: Entrance): Expensive[] {
  const variables = entrance ? { input: entrance.input } : {};
  return paths.flatMap((path) =>
    [deepFirst(byLong), deepFirst(byShort), wideFirst, oftenFirst].map((grow) => {
      const chain = path.map((field): Selected => ({ field, below: [], first: 1, times: 1 }));
      chain.forEach((one, index) => one.below.push(...chain.slice(index + 1, index + 2)));
      const query = () => documentOf(chain.slice(0, 1), ground.needed, entrance);
      grow(chain, () => isWithinLimits(query(), variables, ground));
      return { list: path.map(({ name }) => name).join('.'), query: query(), variables };
    }),
  );
}

function pathsFrom({ kind, field: name, type, on, deepest }: Entrance, { schema, needed }: Ground): Field[][] {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  const field = root?.getFields()[name];
  const below = on === undefined ? field && typeOf(field) : schema.getType(on);
  if (!field || !isObjectType(below)) throw new Error(`${name} does not lead to objects.`);
  if (String(field.args.find((arg) => isNonNullType(arg.type))?.type) !== type)
    throw new Error(`${name} takes no ${type}.`);
  const paths = pathsToLists(below, needed).map((path) => [field, ...path]);
  return paths.filter(({ length }) => length <= deepest);
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

const oftenFirst: Grow = (chain, isAllowed) => {
  fillOne(chain, isAllowed);
  repeat(chain, isAllowed);
  fill(chain, isAllowed);
  widen(chain, isAllowed);
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
  at.below.push({ field, below: [], first: 1, times: 1 });
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

/** Selects the list at the end as often as aliases may be, else what leads to it. */
function repeat(chain: Selected[], isAllowed: () => boolean): void {
  for (const selected of chain.toReversed()) {
    do selected.times += 1;
    while (isAllowed());
    selected.times -= 1;
  }
}

function isWithinLimits(query: string, variables: Expensive['variables'], { schema, limits }: Ground): boolean {
  try {
    const document = parse(query, { maxTokens: limits.tokens });
    judgeDocument(document, limits);
    const operation = document.definitions[0] as OperationDefinitionNode;
    judgeOperation(variables, (given) => costOf({ schema, document, operation }, given), limits);
    return true;
  } catch (error) {
    if (error instanceof Fault || error instanceof GraphQLError) return false;
    throw error;
  }
}

function documentOf(tree: readonly Selected[], needed: Needed, entrance?: Entrance): string {
  if (!entrance) return textOf(tree, needed);
  const { kind, type, on } = entrance;
  const text = tree.map(({ field, below, times }) => {
    const [given] = field.args.filter((arg) => isNonNullType(arg.type));
    const inner = on === undefined ? textOf(below, needed) : `{ ... on ${on} ${textOf(below, needed)} }`;
    return aliased(`${field.name}(${given?.name}: $input) ${inner}`, times);
  });
  return `${kind} ($input: ${type}) { ${text.join(' ')} }`;
}

function textOf(tree: readonly Selected[], needed: Needed): string {
  return `{ ${tree.map((selected) => aliased(fieldText(selected, needed), selected.times)).join(' ')} }`;
}

function aliased(text: string, times: number): string {
  return Array.from({ length: times }, (_, time) => (time === 0 ? text : `a${time}: ${text}`)).join(' ');
}

function fieldText({ field, below, first }: Selected, needed: Needed): string {
  const given = field.args.flatMap(({ name, type }) => {
    if (name === 'first') return [`first: ${first}`];
    const value = isNonNullType(type) ? needed[String(type)] : undefined;
    return value === undefined ? [] : [`${name}: ${value}`];
  });
  const args = given.length > 0 ? `(${given.join(', ')})` : '';
  if (!isCompositeType(typeOf(field))) return field.name + args;
  return `${field.name}${args} ${below.length > 0 ? textOf(below, needed) : '{ __typename }'}`;
}
