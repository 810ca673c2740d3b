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
import { ASSUMED_LENGTH, usualLengthOf } from '../../graph/core/limits/list-size.js';
import { requirementOf } from '../../graph/core/auth/requires-scope.js';
import { isBranch, type JsonObject } from '../../shared/json.js';

/** Points for what an upstream must be asked. */
const CALL = 50;
const LARGEST_PAGE = 100;
const USUAL_PAGE = 25;

/** Of these one page alone may need half. */
const LEAST_READS = 20;

/**
 * Calls that one operation may make to read: twice as many as its highest cost pays for, so that lists may be longer than
 * they usually are.
 *
 * @param complexity the highest cost, in points
 */
export function mostReadsFor(complexity: number): number {
  return Math.max(LEAST_READS, Math.floor((2 * complexity) / CALL));
}

export interface Priced {
  readonly schema: GraphQLSchema;
  /** Valid, or at least without fragments that include themselves. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** What an operation costs with these variables. */
export type CostOf = (variables: JsonObject) => number;

/** For an operation that comes again and again, as a rule with variables of the same cost. */
export function createCostOf(priced: Priced): CostOf {
  const names = (priced.operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  let last: { readonly priceTag: string; readonly cost: number } | undefined;
  return (variables) => {
    const priceTag = names.map((name) => whatIsPaidFor(variables[name])).join();
    if (last?.priceTag !== priceTag) last = { priceTag, cost: costOf(priced, variables) };
    return last.cost;
  };
}

/** All that the cost can depend on in one variable: page sizes, lengths of lists, and whether there is anything. */
function whatIsPaidFor(value: unknown): string {
  if (typeof value === 'number' || value == null) return String(value);
  return typeof value === 'object' ? `${Array.isArray(value) ? value.length : ''}/${listed(value)}` : '';
}

/**
 * What an operation may cost, estimated before it runs: a point for each field and each entry of its page or list, a point
 * for each entry of a list in its arguments, and 50 for each upstream call. A list without pages has as many entries as it
 * usually has (`@UsualLength`), as were given in the arguments, or ten, within each entry of the list around it. Calls are declared beside the fields
 * (`@Requires`); what PagerDuty expands in the same call costs none. `@skip` and `@include` are not looked at.
 */
export function costOf({ schema, document, operation }: Priced, variables: JsonObject): number {
  const values = { ...defaultsOf(operation), ...variables };
  const fragments = new Map(
    document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
  );
  const calledOnce = new Set<GraphQLField<unknown, unknown>>();
  const known = new Map<string, number>();

  /** @param page entries that the lists directly in it have; 0 where nobody said */
  function ofSet(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined, page: number): number {
    let sum = 0;
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) sum += ofField(node, type, page);
      else if (node.kind === Kind.FRAGMENT_SPREAD) sum += ofFragment(node.name.value, page);
      else sum += ofSet(node.selectionSet, named(node.typeCondition?.name.value) ?? type, page);
    }
    return sum;
  }

  function ofFragment(name: string, page: number): number {
    const key = `${name} ${page}`;
    const fragment = fragments.get(name);
    const cost = known.get(key) ?? ofSet(fragment?.selectionSet, named(fragment?.typeCondition.name.value), page);
    known.set(key, cost);
    return cost;
  }

  function ofField(node: FieldNode, type: GraphQLNamedType | undefined, page: number): number {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return 1;
    const args = argumentsOf(field, node, values);
    const given = listed(args);
    const isList = isListType(getNullableType(field.type));
    const entries = isList ? (usualLengthOf(field) ?? (given || page || ASSUMED_LENGTH)) : 1;
    // A mutation answers one result for each thing it was given.
    const pageBelow = pageOf(args['first']) ?? (isList ? 0 : given);
    const below = getNamedType(field.type);
    const inner = isCompositeType(below) ? ofSet(node.selectionSet, below, pageBelow) : 0;
    return callsOf(field) * CALL + given + entries * (1 + inner);
  }

  function callsOf(field: GraphQLField<unknown, unknown>): number {
    const calls = requirementOf(field)?.calls ?? 'NEVER';
    if (calls === 'ONCE') calledOnce.add(field);
    return calls === 'EACH' ? 1 : 0;
  }

  const named = (name: string | undefined) => (name === undefined ? undefined : schema.getType(name));
  const root = schema.getRootType(operation.operation) ?? undefined;
  return ofSet(operation.selectionSet, root, 0) + calledOnce.size * CALL;
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  const given = variableDefinitions.filter(({ defaultValue }) => defaultValue !== undefined);
  return Object.fromEntries(
    given.map(({ variable, defaultValue }) => [variable.name.value, defaultValue && valueFromASTUntyped(defaultValue)]),
  );
}

/** As the caller wrote them, not yet judged by their types. */
function argumentsOf(
  { args }: GraphQLField<unknown, unknown>,
  node: FieldNode,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const given = (node.arguments ?? []).map(
    ({ name, value }) => [name.value, valueFromASTUntyped(value, values)] as const,
  );
  const usual = args.map(({ name, defaultValue }) => [name, defaultValue] as const);
  return Object.fromEntries([...usual, ...given.filter(([, value]) => value !== undefined && value !== null)]);
}

/** Undefined for what has no pages. A page size that cannot be is refused by its resolver. */
function pageOf(first: unknown): number | undefined {
  if (first === undefined) return undefined;
  return typeof first === 'number' ? Math.min(Math.max(first, 1), LARGEST_PAGE) : USUAL_PAGE;
}

/** Entries of all lists in a value, however deep. */
function listed(value: unknown): number {
  if (!isBranch(value)) return 0;
  const own = Array.isArray(value) ? value.length : 0;
  return Object.values(value).reduce((sum: number, part) => sum + listed(part), own);
}
