import {
  GraphQLError,
  getNamedType,
  getNullableType,
  isCompositeType,
  isIntrospectionType,
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
import { getListSize } from '../../src/graph/core/limits/list-size.js';
import { createCalculateCost } from '../../src/server/limits/calculate-cost.js';
import { enforceDocumentLimits, enforceOperationLimits } from '../../src/server/limits/enforce-limits.js';

type Field = GraphQLField<unknown, unknown>;

/** A selected field of a generated document. */
interface SelectedField {
  readonly field: Field;
  readonly children: SelectedField[];
  first: number;
  /** The number of its selections, each with another alias. */
  aliasCount: number;
}

/** The value of a required argument, by its type. */
export type RequiredArguments = Readonly<Record<string, string>>;

/** A given root field. */
export interface EntryPoint {
  readonly kind: 'query' | 'mutation';
  readonly field: string;
  /** The value and the type of its only required argument. */
  readonly input: unknown;
  readonly type: string;
  /** The object type for a field of an interface type. */
  readonly onType?: string;
  /** The maximum number of fields to a list; deeper lists are reached by queries. */
  readonly maxDepth: number;
}

/** The input of the search. */
export interface SearchSpace {
  readonly schema: GraphQLSchema;
  readonly limits: LimitsConfig;
  readonly requiredArguments: RequiredArguments;
  readonly entryPoints: readonly EntryPoint[];
}

export interface ExpensiveDocument {
  /** The list of the document, as the path of fields to it. */
  readonly list: string;
  /** The coordinate of the list in the schema, such as `Incident.alerts`. */
  readonly coordinate: string;
  readonly query: string;
  readonly variables: { readonly input?: unknown };
}

const PAGES = [100, 50, 25, 10, 5, 2];

const isList = (field: Field) => isListType(getNullableType(field.type));
const isPaged = (field: Field) => field.args.some(({ name }) => name === 'first');
const namedTypeOf = (field: Field) => getNamedType(field.type);

/**
 * For every list that can be reached, up to four different documents as expensive as the limits allow. Two nest lists
 * as deep as possible, by long lists or by those that count as short. One has the largest possible page, and one selects
 * the list as often as possible.
 */
export function expensiveDocuments(ground: SearchSpace): ExpensiveDocument[] {
  const root = ground.schema.getQueryType();
  if (!root) throw new Error('The schema has no queries.');
  const { requiredArguments } = ground;
  return [
    ...buildDocuments(ground, pathsToLists(root, requiredArguments)),
    ...ground.entryPoints.flatMap((entrance) =>
      buildDocuments(ground, pathsFromEntryPoint(entrance, ground), entrance),
    ),
  ];
}

function buildDocuments(ground: SearchSpace, paths: readonly Field[][], entrance?: EntryPoint): ExpensiveDocument[] {
  const variables = entrance ? { input: entrance.input } : {};
  const coordinates = new Map(listFields(ground.schema));
  return paths.flatMap((path) => {
    const queries = GROW_STRATEGIES.map((grow) => {
      const chain = path.map((field): SelectedField => ({ field, children: [], first: 1, aliasCount: 1 }));
      chain.forEach((one, index) => one.children.push(...chain.slice(index + 1, index + 2)));
      const query = () => printDocument(chain.slice(0, 1), ground.requiredArguments, entrance);
      grow(chain, () => isWithinLimits(query(), variables, ground));
      return query();
    });
    const list = path.map(({ name }) => name).join('.');
    const coordinate = coordinates.get(path.at(-1)) ?? '';
    return [...new Set(queries)].map((query) => ({ list, coordinate, query, variables }));
  });
}

/** The coordinates of all lists of queries and mutations. */
export function listCoordinates(schema: GraphQLSchema): string[] {
  return listFields(schema).map(([, coordinate]) => coordinate);
}

function listFields(schema: GraphQLSchema): (readonly [Field | undefined, string])[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !isIntrospectionType(type) && type !== schema.getSubscriptionType(),
  );
  return types.filter(isObjectType).flatMap((type) =>
    Object.values(type.getFields())
      .filter(isList)
      .map((field) => [field, `${type.name}.${field.name}`] as const),
  );
}

function pathsFromEntryPoint(
  { kind, field: name, type, onType, maxDepth }: EntryPoint,
  { schema, requiredArguments }: SearchSpace,
): Field[][] {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  const field = root?.getFields()[name];
  const below = onType === undefined ? field && namedTypeOf(field) : schema.getType(onType);
  if (!field || !isObjectType(below)) throw new Error(`${name} does not lead to objects.`);
  if (String(field.args.find((arg) => isNonNullType(arg.type))?.type) !== type)
    throw new Error(`${name} takes no ${type}.`);
  const paths = pathsToLists(below, requiredArguments).map((path) => [field, ...path]);
  return paths.filter(({ length }) => length <= maxDepth);
}

type GrowStrategy = (chain: SelectedField[], isAllowed: () => boolean) => void;

const growDeepFirst =
  (promise: FieldScore): GrowStrategy =>
  (chain, isAllowed) => {
    deepen(chain, promise, isAllowed);
    fill(chain, isAllowed);
    widen(chain, isAllowed);
  };

const growWideFirst: GrowStrategy = (chain, isAllowed) => {
  fillOne(chain, isAllowed);
  widen(chain, isAllowed);
  deepen(chain, scoreByLength, isAllowed);
  fill(chain, isAllowed);
};

const growRepeatedFirst: GrowStrategy = (chain, isAllowed) => {
  fillOne(chain, isAllowed);
  repeat(chain, isAllowed);
  fill(chain, isAllowed);
  widen(chain, isAllowed);
};

/** The shortest path to each list field. */
function pathsToLists(root: GraphQLObjectType, needed: RequiredArguments): Field[][] {
  const paths: Field[][] = [];
  const seen = new Set<unknown>([root]);
  let level: { readonly type: GraphQLObjectType; readonly path: Field[] }[] = [{ type: root, path: [] }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { type, path } of level) {
      for (const field of usableFields(type, needed)) {
        const way = [...path, field];
        if (isList(field)) paths.push(way);
        const below = namedTypeOf(field);
        if (!isObjectType(below) || seen.has(below)) continue;
        seen.add(below);
        next.push({ type: below, path: way });
      }
    }
    level = next;
  }
  return paths;
}

function usableFields(type: GraphQLObjectType, needed: RequiredArguments): Field[] {
  return Object.values(type.getFields()).filter(({ args }) =>
    args.every((one) => !isNonNullType(one.type) || one.defaultValue !== undefined || String(one.type) in needed),
  );
}

/** Appends lists without pages, or an object with such lists, while the limits allow it. */
function deepen(chain: SelectedField[], promise: FieldScore, isAllowed: () => boolean): void {
  for (;;) {
    const end = chain.at(-1);
    const type = end && namedTypeOf(end.field);
    if (!end || !isObjectType(type)) return;
    const ways = Object.values(type.getFields())
      .filter((field) => isCompositeType(namedTypeOf(field)) && !field.args.some(({ type: of }) => isNonNullType(of)))
      .toSorted((a, b) => promise(b) - promise(a));
    const taken = ways.find((field) => trySelecting(end, field, isAllowed));
    if (!taken) return;
    const selected = end.children.at(-1);
    if (selected) chain.push(selected);
  }
}

/** How much a field is likely to multiply its selection. */
type FieldScore = (field: Field) => number;

const scoreByLength: FieldScore = (field) =>
  scoreByNesting(field) + (isList(field) && getListSize(field) === undefined ? 2 : 0);

/** Prefers lists without pages that lead to other lists. */
const scoreByNesting: FieldScore = (field) => {
  const below = namedTypeOf(field);
  const inner = isObjectType(below) ? Object.values(below.getFields()) : [];
  const leadsOn = inner.some((one) => isList(one) && isCompositeType(namedTypeOf(one)));
  return (isList(field) ? 2 : 0) + (leadsOn ? 3 : 0) - (isPaged(field) ? 1 : 0);
};

const GROW_STRATEGIES: readonly GrowStrategy[] = [
  growDeepFirst(scoreByLength),
  growDeepFirst(scoreByNesting),
  growWideFirst,
  growRepeatedFirst,
];

function trySelecting(at: SelectedField, field: Field, isAllowed: () => boolean): boolean {
  at.children.push({ field, children: [], first: 1, aliasCount: 1 });
  if (isAllowed()) return true;
  at.children.pop();
  return false;
}

/** Adds leaves from the end of the chain upwards. */
function fill(chain: SelectedField[], isAllowed: () => boolean): void {
  for (const selected of chain.toReversed())
    for (const field of leafFields(selected)) trySelecting(selected, field, isAllowed);
}

/** Adds one leaf, so that the end has a selection. */
function fillOne(chain: SelectedField[], isAllowed: () => boolean): void {
  const end = chain.at(-1);
  if (end) leafFields(end).some((field) => trySelecting(end, field, isAllowed));
}

function leafFields({ field, children }: SelectedField): Field[] {
  const type = namedTypeOf(field);
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  return fields.filter(
    (one) =>
      !isCompositeType(namedTypeOf(one)) && one.args.length === 0 && !children.some((other) => other.field === one),
  );
}

function widen(chain: SelectedField[], isAllowed: () => boolean): void {
  for (const selected of chain.filter(({ field }) => isPaged(field))) {
    selected.first = PAGES.find((first) => ((selected.first = first), isAllowed())) ?? 1;
  }
}

/** Selects the list at the end, else its parents, as often as the alias limit allows. */
function repeat(chain: SelectedField[], isAllowed: () => boolean): void {
  for (const selected of chain.toReversed()) {
    do selected.aliasCount += 1;
    while (isAllowed());
    selected.aliasCount -= 1;
  }
}

function isWithinLimits(
  query: string,
  variables: ExpensiveDocument['variables'],
  { schema, limits }: SearchSpace,
): boolean {
  try {
    const document = parse(query, { maxTokens: limits.tokens });
    enforceDocumentLimits(document, limits);
    const operation = document.definitions[0] as OperationDefinitionNode;
    enforceOperationLimits(variables, createCalculateCost({ schema, document, operation }), limits);
    return true;
  } catch (error) {
    if (error instanceof Fault || error instanceof GraphQLError) return false;
    throw error;
  }
}

function printDocument(tree: readonly SelectedField[], needed: RequiredArguments, entrance?: EntryPoint): string {
  if (!entrance) return printTree(tree, needed);
  const { kind, type, onType } = entrance;
  const text = tree.map(({ field, children, aliasCount }) => {
    const [given] = field.args.filter((arg) => isNonNullType(arg.type));
    const inner =
      onType === undefined ? printTree(children, needed) : `{ ... on ${onType} ${printTree(children, needed)} }`;
    return printAliased(`${field.name}(${given?.name}: $input) ${inner}`, aliasCount);
  });
  return `${kind} ($input: ${type}) { ${text.join(' ')} }`;
}

function printTree(tree: readonly SelectedField[], needed: RequiredArguments): string {
  return `{ ${tree.map((selected) => printAliased(printField(selected, needed), selected.aliasCount)).join(' ')} }`;
}

function printAliased(text: string, times: number): string {
  return Array.from({ length: times }, (_, time) => (time === 0 ? text : `a${time}: ${text}`)).join(' ');
}

function printField({ field, children, first }: SelectedField, needed: RequiredArguments): string {
  const given = field.args.flatMap(({ name, type }) => {
    if (name === 'first') return [`first: ${first}`];
    const value = isNonNullType(type) ? needed[String(type)] : undefined;
    return value === undefined ? [] : [`${name}: ${value}`];
  });
  const args = given.length > 0 ? `(${given.join(', ')})` : '';
  if (!isCompositeType(namedTypeOf(field))) return field.name + args;
  return `${field.name}${args} ${children.length > 0 ? printTree(children, needed) : '{ __typename }'}`;
}
