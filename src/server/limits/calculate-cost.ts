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
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { getRequirement } from '../../graph/core/auth/requires-scope.js';
import { DEFAULT_LIST_SIZE, getListSize } from '../../graph/core/limits/list-size.js';
import { isObjectOrArray, type JsonObject } from '../../shared/json.js';
import { DEFAULT_FIRST, MAX_FIRST } from '../../graph/core/pagination/page-size.js';

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

/**
 * Estimates the cost of an operation before it runs. It is 1 point per field and per entry of its page or list. Each
 * entry of a list in its arguments adds 1 point, and each upstream call (`@Requires`) adds 50. Fields that PagerDuty expands in the same call
 * cost no call. Ignores `@skip` and `@include`.
 *
 * A list without pages has the number of entries of `@ListSize`, else of its arguments, else of the page around it,
 * else ten.
 */
export function calculateCost(parsed: ParsedOperation, variables: JsonObject): number {
  return new CostEstimate(parsed, variables).total();
}

class CostEstimate {
  private readonly values: Readonly<Record<string, unknown>>;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly fieldsCalledOnce = new Set<GraphQLField<unknown, unknown>>();
  private readonly costByFragment = new Map<string, number>();

  constructor(
    private readonly parsed: ParsedOperation,
    variables: JsonObject,
  ) {
    const { document, operation } = parsed;
    this.values = { ...readDefaults(operation), ...variables };
    this.fragments = new Map(
      document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
    );
  }

  total(): number {
    const { schema, operation } = this.parsed;
    const root = schema.getRootType(operation.operation) ?? undefined;
    const cost = this.selectionSetCost(operation.selectionSet, root, 0);
    return cost + this.fieldsCalledOnce.size * UPSTREAM_CALL_COST;
  }

  /** @param pageSize entries of the lists directly in the set; 0 if unknown */
  private selectionSetCost(
    set: SelectionSetNode | undefined,
    type: GraphQLNamedType | undefined,
    pageSize: number,
  ): number {
    let sum = 0;
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) sum += this.fieldCost(node, type, pageSize);
      else if (node.kind === Kind.FRAGMENT_SPREAD) sum += this.fragmentCost(node.name.value, pageSize);
      else {
        const narrowed = this.findType(node.typeCondition?.name.value) ?? type;
        sum += this.selectionSetCost(node.selectionSet, narrowed, pageSize);
      }
    }
    return sum;
  }

  private fragmentCost(name: string, pageSize: number): number {
    const key = `${name} ${pageSize}`;
    const fragment = this.fragments.get(name);
    const type = this.findType(fragment?.typeCondition.name.value);
    const cost = this.costByFragment.get(key) ?? this.selectionSetCost(fragment?.selectionSet, type, pageSize);
    this.costByFragment.set(key, cost);
    return cost;
  }

  private fieldCost(node: FieldNode, type: GraphQLNamedType | undefined, pageSize: number): number {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return 1;
    const args = readArguments(field, node, this.values);
    const listEntries = countListEntries(args);
    const isList = isListType(getNullableType(field.type));
    const entries = isList ? (getListSize(field) ?? (listEntries || pageSize || DEFAULT_LIST_SIZE)) : 1;
    // A mutation returns one result per entry of its input.
    const innerPageSize = resolvePageSize(args['first']) ?? (isList ? 0 : listEntries);
    const innerType = getNamedType(field.type);
    const innerCost = isCompositeType(innerType)
      ? this.selectionSetCost(node.selectionSet, innerType, innerPageSize)
      : 0;
    return this.countCalls(field) * UPSTREAM_CALL_COST + listEntries + entries * (1 + innerCost);
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

function readDefaults({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  const given = variableDefinitions.filter(({ defaultValue }) => defaultValue !== undefined);
  return Object.fromEntries(
    given.map(({ variable, defaultValue }) => [variable.name.value, defaultValue && valueFromASTUntyped(defaultValue)]),
  );
}

/** The arguments as sent, without type coercion. */
function readArguments(
  { args }: GraphQLField<unknown, unknown>,
  node: FieldNode,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const given = (node.arguments ?? []).map(
    ({ name, value }) => [name.value, valueFromASTUntyped(value, values)] as const,
  );
  const defaults = args.map(({ name, defaultValue }) => [name, defaultValue] as const);
  return Object.fromEntries([...defaults, ...given.filter(([, value]) => value !== undefined && value !== null)]);
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
