import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { DEFAULT_LIST_SIZE, getListSize } from '../../graph/core/limits/list-size.js';
import { getRequirement } from '../../graph/core/auth/requires-scope.js';
import { isObjectOrArray, type JsonObject } from '../../shared/json.js';
import { DEFAULT_FIRST, MAX_FIRST } from '../../graph/core/pagination/page-size.js';

/** Points for what an upstream must be asked. */
const UPSTREAM_CALL_COST = 50;

/** Of these one page alone may need half. */
const MIN_READS = 20;

/**
 * Calls that one operation may make to read: twice as many as its highest cost pays for, so that lists may be longer than
 * they usually are.
 *
 * @param complexity the highest cost, in points
 */
export function computeMaxReads(complexity: number): number {
  return Math.max(MIN_READS, Math.floor((2 * complexity) / UPSTREAM_CALL_COST));
}

export interface ParsedOperation {
  readonly schema: GraphQLSchema;
  /** Valid, or at least without fragments that include themselves. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** What an operation costs with these variables. */
export type CalculateCost = (variables: JsonObject) => number;

/** For an operation that comes again and again, as a rule with variables of the same cost. */
export function createCostCalculator(parsed: ParsedOperation): CalculateCost {
  const names = (parsed.operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  let last: { readonly costKey: string; readonly cost: number } | undefined;
  return (variables) => {
    const costKey = names.map((name) => toCostKey(variables[name])).join();
    if (last?.costKey !== costKey) last = { costKey, cost: calculateCost(parsed, variables) };
    return last.cost;
  };
}

/** All that the cost can depend on in one variable: page sizes, lengths of lists, and whether there is anything. */
function toCostKey(value: unknown): string {
  if (typeof value === 'number' || value == null) return String(value);
  return typeof value === 'object' ? `${Array.isArray(value) ? value.length : ''}/${countListEntries(value)}` : '';
}

/**
 * What an operation may cost, estimated before it runs: a point for each field and each entry of its page or list, a point
 * for each entry of a list in its arguments, and 50 for each upstream call. A list without pages has as many entries as it
 * usually has (`@UsualLength`), as were given in the arguments, or ten, within each entry of the list around it. Calls are declared beside the fields
 * (`@Requires`); what PagerDuty expands in the same call costs none. `@skip` and `@include` are not looked at.
 */
export function calculateCost({ schema, document, operation }: ParsedOperation, variables: JsonObject): number {
  const values = { ...readDefaults(operation), ...variables };
  const fragments = new Map(
    document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
  );
  const fieldsCalledOnce = new Set<GraphQLField<unknown, unknown>>();
  const costByFragment = new Map<string, number>();

  /** @param pageSize entries that the lists directly in it have; 0 where nobody said */
  function selectionSetCost(
    set: SelectionSetNode | undefined,
    type: GraphQLNamedType | undefined,
    pageSize: number,
  ): number {
    let sum = 0;
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) sum += fieldCost(node, type, pageSize);
      else if (node.kind === Kind.FRAGMENT_SPREAD) sum += fragmentCost(node.name.value, pageSize);
      else sum += selectionSetCost(node.selectionSet, findType(node.typeCondition?.name.value) ?? type, pageSize);
    }
    return sum;
  }

  function fragmentCost(name: string, pageSize: number): number {
    const key = `${name} ${pageSize}`;
    const fragment = fragments.get(name);
    const cost =
      costByFragment.get(key) ??
      selectionSetCost(fragment?.selectionSet, findType(fragment?.typeCondition.name.value), pageSize);
    costByFragment.set(key, cost);
    return cost;
  }

  function fieldCost(node: FieldNode, type: GraphQLNamedType | undefined, pageSize: number): number {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return 1;
    const args = readArguments(field, node, values);
    const listEntries = countListEntries(args);
    const isList = isListType(getNullableType(field.type));
    const entries = isList ? (getListSize(field) ?? (listEntries || pageSize || DEFAULT_LIST_SIZE)) : 1;
    // A mutation answers one result for each thing it was given.
    const innerPageSize = resolvePageSize(args['first']) ?? (isList ? 0 : listEntries);
    const innerType = getNamedType(field.type);
    const innerCost = isCompositeType(innerType) ? selectionSetCost(node.selectionSet, innerType, innerPageSize) : 0;
    return countCalls(field) * UPSTREAM_CALL_COST + listEntries + entries * (1 + innerCost);
  }

  function countCalls(field: GraphQLField<unknown, unknown>): number {
    const calls = getRequirement(field)?.upstreamCalls ?? 'NEVER';
    if (calls === 'ONCE') fieldsCalledOnce.add(field);
    return calls === 'EACH' ? 1 : 0;
  }

  const findType = (name: string | undefined) => (name === undefined ? undefined : schema.getType(name));
  const root = schema.getRootType(operation.operation) ?? undefined;
  return selectionSetCost(operation.selectionSet, root, 0) + fieldsCalledOnce.size * UPSTREAM_CALL_COST;
}

function readDefaults({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  const given = variableDefinitions.filter(({ defaultValue }) => defaultValue !== undefined);
  return Object.fromEntries(
    given.map(({ variable, defaultValue }) => [variable.name.value, defaultValue && valueFromASTUntyped(defaultValue)]),
  );
}

/** As the caller wrote them, not yet judged by their types. */
function readArguments(
  { args }: GraphQLField<unknown, unknown>,
  node: FieldNode,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const given = (node.arguments ?? []).map(
    ({ name, value }) => [name.value, valueFromASTUntyped(value, values)] as const,
  );
  const defaults = args.map(({ name, defaultValue }) => [name, defaultValue] as const);
  return Object.fromEntries([...defaults, ...given.filter(([, value]) => value !== undefined && value !== null)]);
}

/** Undefined for what has no pages. A page size that cannot be is refused by its resolver. */
function resolvePageSize(first: unknown): number | undefined {
  if (first === undefined) return undefined;
  return typeof first === 'number' ? Math.min(Math.max(first, 1), MAX_FIRST) : DEFAULT_FIRST;
}

/** Entries of all lists in a value, however deep. */
function countListEntries(value: unknown): number {
  if (!isObjectOrArray(value)) return 0;
  const own = Array.isArray(value) ? value.length : 0;
  return Object.values(value).reduce((sum: number, part) => sum + countListEntries(part), own);
}
