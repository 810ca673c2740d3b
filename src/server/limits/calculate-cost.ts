import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { getRequirement } from '../../graph/core/auth/requires-scope.js';
import { DEFAULT_LIST_SIZE, getListSize } from '../../graph/core/limits/list-size.js';
import { isObjectOrArray, type JsonObject } from '../../shared/json.js';
import { DEFAULT_FIRST, MAX_FIRST } from '../../graph/core/pagination/page-size.js';
import { readArguments, readDefaults } from './read-arguments.js';

/** Points of one upstream call. */
const UPSTREAM_CALL_COST = 50;

/** A single page may need half of them. */
const MIN_READS = 20;

/**
 * The maximum number of upstream reads of one operation: twice as many as the maximum cost pays for, because lists may be
 * longer than the cost assumes.
 *
 * @param complexity the maximum cost, in points
 */
export function computeMaxReads(complexity: number): number {
  return Math.max(MIN_READS, Math.floor((2 * complexity) / UPSTREAM_CALL_COST));
}

export interface ParsedOperation {
  readonly schema: GraphQLSchema;
  /** Valid, or at least without fragments that spread themselves. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Returns the cost of an operation with these variables. */
export type CalculateCost = (variables: JsonObject) => number;

/** The values of one request. */
interface GivenValues {
  readonly values: Readonly<Record<string, unknown>>;
  /** By name and page size, because fragments may spread others many times. */
  readonly costByFragment: Map<string, number>;
}

/**
 * The cost of a part of an operation: a number where variables cannot change it, which most fields are.
 *
 * @param pageSize entries of the lists directly in the part; 0 if unknown
 */
type Cost = number | ((given: GivenValues, pageSize: number) => number);

/**
 * Estimates the cost of an operation before it runs. It is 1 point per field and per entry of its page or list. Each entry
 * of a list in its arguments adds 1 point, and each upstream call (`@Requires`) adds 50. Fields that PagerDuty expands in
 * the same call cost no call. Ignores `@skip` and `@include`.
 *
 * A list without pages has the number of entries of `@ListSize`, else of its arguments, else of the page around it,
 * else ten.
 */
export function createCalculateCost(parsed: ParsedOperation): CalculateCost {
  const cost = new CostPlanner(parsed).planOperation();
  const defaults = readDefaults(parsed.operation);
  const calculate: CalculateCost = (variables) =>
    resolveCost(cost, { values: { ...defaults, ...variables }, costByFragment: new Map() }, 0);
  if (parsed.operation.variableDefinitions?.length) return calculate;
  const constant = calculate({});
  return () => constant;
}

function resolveCost(cost: Cost, given: GivenValues, pageSize: number): number {
  return typeof cost === 'number' ? cost : cost(given, pageSize);
}

/** Looks at the schema once for all requests. */
class CostPlanner {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly fragmentCosts = new Map<string, Cost>();
  private readonly fieldsCalledOnce = new Set<GraphQLField<unknown, unknown>>();

  constructor(private readonly parsed: ParsedOperation) {
    this.fragments = new Map(
      parsed.document.definitions
        .filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
        .map((one) => [one.name.value, one]),
    );
  }

  planOperation(): Cost {
    const { schema, operation } = this.parsed;
    const root = schema.getRootType(operation.operation) ?? undefined;
    const cost = this.planSelectionSet(operation.selectionSet, root);
    return sumCosts([cost, this.fieldsCalledOnce.size * UPSTREAM_CALL_COST]);
  }

  private planSelectionSet(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): Cost {
    return sumCosts((set?.selections ?? []).map((node) => this.planSelection(node, type)));
  }

  private planSelection(node: SelectionNode, type: GraphQLNamedType | undefined): Cost {
    if (node.kind === Kind.FIELD) return this.planField(node, type);
    if (node.kind === Kind.FRAGMENT_SPREAD) return this.planFragment(node.name.value);
    return this.planSelectionSet(node.selectionSet, this.findType(node.typeCondition?.name.value) ?? type);
  }

  private planFragment(name: string): Cost {
    const planned = this.fragmentCosts.get(name);
    if (planned !== undefined) return planned;
    const fragment = this.fragments.get(name);
    const cost = this.planSelectionSet(fragment?.selectionSet, this.findType(fragment?.typeCondition.name.value));
    const costOnce: Cost = (given, pageSize) => {
      const key = `${name} ${pageSize}`;
      const known = given.costByFragment.get(key) ?? resolveCost(cost, given, pageSize);
      given.costByFragment.set(key, known);
      return known;
    };
    const shared = typeof cost === 'number' ? cost : costOnce;
    this.fragmentCosts.set(name, shared);
    return shared;
  }

  private planField(node: FieldNode, type: GraphQLNamedType | undefined): Cost {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return 1;
    const isList = isListType(getNullableType(field.type));
    const innerType = getNamedType(field.type);
    const innerCost = isCompositeType(innerType) ? this.planSelectionSet(node.selectionSet, innerType) : 0;
    const callCost = this.countCalls(field) * UPSTREAM_CALL_COST;
    if (typeof innerCost === 'number' && !isList && field.args.length === 0) return callCost + 1 + innerCost;
    return (given, pageSize) => {
      const args = readArguments(field, node, given.values);
      const listEntries = countListEntries(args);
      const entries = isList ? (getListSize(field) ?? (listEntries || pageSize || DEFAULT_LIST_SIZE)) : 1;
      // A mutation returns one result per entry of its input.
      const innerPageSize = resolvePageSize(args['first']) ?? (isList ? 0 : listEntries);
      return callCost + listEntries + entries * (1 + resolveCost(innerCost, given, innerPageSize));
    };
  }

  private countCalls(field: GraphQLField<unknown, unknown>): number {
    const calls = getRequirement(field)?.upstreamCalls ?? 'NEVER';
    if (calls === 'ONCE') this.fieldsCalledOnce.add(field);
    return calls === 'EACH' ? 1 : 0;
  }

  private findType(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.parsed.schema.getType(name);
  }
}

function sumCosts(costs: readonly Cost[]): Cost {
  const constant = costs.reduce<number>((sum, cost) => (typeof cost === 'number' ? sum + cost : sum), 0);
  const varying = costs.filter((cost) => typeof cost !== 'number');
  if (varying.length === 0) return constant;
  return (given, pageSize) => varying.reduce((sum, cost) => sum + cost(given, pageSize), constant);
}

/** Undefined for a field without pages. The resolver rejects an invalid page size. */
function resolvePageSize(first: unknown): number | undefined {
  if (first === undefined) return undefined;
  return typeof first === 'number' ? Math.min(Math.max(first, 1), MAX_FIRST) : DEFAULT_FIRST;
}

/** Counts the entries of all lists in a value, at any depth. */
function countListEntries(value: unknown): number {
  if (!isObjectOrArray(value)) return 0;
  const own = Array.isArray(value) ? value.length : 0;
  return Object.values(value).reduce((sum: number, part) => sum + countListEntries(part), own);
}
