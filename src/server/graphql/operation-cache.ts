import {
  BREAK,
  getOperationAST,
  Kind,
  OperationTypeNode,
  validate,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { getRequirement } from '../../graph/core/auth/requires-scope.js';
import { createDocumentCache, MAX_CACHED_LENGTH, PARSED_BYTES_PER_CHARACTER } from './document-cache.js';
import { tryParseDocument } from './parse-document.js';
import { createCalculateCost, type CalculateCost } from '../limits/calculate-cost.js';
import { measureDocument } from '../limits/measure-document.js';
import {
  createExecuteOperation,
  MAX_PLANNED_FIELDS,
  MAX_PLANS,
  type ExecuteOperation,
} from '../execution/execute-operation.js';

const MAX_OPERATIONS = 500;
/** Heap of 1000 executed plans of 70 fields each, measured on Node 20 with `--expose-gc`, per field. */
const PLAN_BYTES_PER_FIELD = 1_100;

/** A valid operation. */
export interface CachedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly calculateCost: CalculateCost;
  readonly execute: ExecuteOperation;
  /**
   * Whether the response comes from the upstreams alone, so that identical requests in flight can share it. Subscribers with
   * the same rights share each event.
   */
  readonly isShareable: boolean;
  /** Estimated. */
  readonly bytes: number;
}

/** Finds the operation of a text, by its name where the text has several; undefined for what Apollo must handle. */
export type FindOperation = (text: string, operationName: string | undefined) => CachedOperation | undefined;

/** Parses, validates and plans each text once. */
export function createOperationCache(schema: GraphQLSchema, maxTokens: number): FindOperation {
  const operations = createDocumentCache<CachedOperation | 'unsupported'>('planned', MAX_OPERATIONS, (cached) =>
    cached === 'unsupported' ? 0 : cached.bytes,
  );
  return (text, operationName) => {
    // The length marks the end of the name, so that keys are unique.
    const key = operationName === undefined ? ` ${text}` : `${operationName.length} ${operationName}${text}`;
    if (key.length > MAX_CACHED_LENGTH) return createLongSubscription(schema, text, operationName, maxTokens);
    let cached = operations.get(key);
    if (!cached) {
      cached = createOperation(schema, text, operationName, maxTokens) ?? 'unsupported';
      operations.set(key, cached);
    }
    return cached === 'unsupported' ? undefined : cached;
  };
}

/** Apollo executes other long operations, but no subscriptions. */
function createLongSubscription(...parsed: Parameters<typeof createOperation>): CachedOperation | undefined {
  const [, text] = parsed;
  const created = /\bsubscription\b/.test(text) ? createOperation(...parsed) : undefined;
  return created && isSubscription(created.operation) ? created : undefined;
}

/** Undefined for an invalid operation, and for introspection, which is rare, large, and not allowed everywhere. */
function createOperation(
  schema: GraphQLSchema,
  text: string,
  operationName: string | undefined,
  maxTokens: number,
): CachedOperation | undefined {
  const document = tryParseDocument(text, { maxTokens });
  const operation = document && getOperationAST(document, operationName);
  const rootType = operation && schema.getRootType(operation.operation);
  if (!rootType || hasIntrospection(document)) return undefined;
  if (validate(schema, document, undefined, { maxErrors: 1 }).length > 0) return undefined;
  const { fields, directives } = measureDocument(document);
  const plannedFields = Math.min(fields * (directives > 0 ? MAX_PLANS : 1), MAX_PLANNED_FIELDS);
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments[one.name.value] = one;
  return {
    document,
    operation,
    calculateCost: createCalculateCost({ schema, document, operation }),
    execute: createExecuteOperation({ schema, operation, fragments }, rootType),
    isShareable: isSubscription(operation) || hasOnlyUpstreamFields(operation, schema),
    bytes: PARSED_BYTES_PER_CHARACTER * text.length + PLAN_BYTES_PER_FIELD * plannedFields,
  };
}

export function isSubscription({ operation }: OperationDefinitionNode): boolean {
  return operation === OperationTypeNode.SUBSCRIPTION;
}

function hasIntrospection(document: DocumentNode): boolean {
  let found = false;
  const onField = ({ name }: FieldNode) => {
    found ||= name.value === '__schema' || name.value === '__type';
    return found ? BREAK : undefined;
  };
  visit(document, { Field: onField });
  return found;
}

/** The other root fields describe the request itself: its caller, its cost. */
function hasOnlyUpstreamFields({ operation, selectionSet }: OperationDefinitionNode, schema: GraphQLSchema): boolean {
  const fields = schema.getQueryType()?.getFields() ?? {};
  return (
    operation === OperationTypeNode.QUERY &&
    selectionSet.selections.every((selection) => {
      const field = selection.kind === Kind.FIELD ? fields[selection.name.value] : undefined;
      return field !== undefined && getRequirement(field)?.upstreamCalls !== 'NEVER';
    })
  );
}
