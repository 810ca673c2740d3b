import {
  getOperationAST,
  Kind,
  OperationTypeNode,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import type { CompileMode } from '../../config/config.js';
import { getRequirement } from '../../graph/core/auth/requires-scope.js';
import { type CoerceVariables, createCoerceVariables } from './coerce-variables.js';
import { PARSED_BYTES_PER_CHARACTER, createDocumentCache, MAX_CACHED_LENGTH } from '../graphql/document-cache.js';
import { tryParseDocument } from '../graphql/parse-document.js';
import { type CalculateCost, createCostCalculator } from '../limits/calculate-cost.js';
import { measureDocument } from '../limits/measure-document.js';
import { isUnsupportedByJit, variablesThatMustNotBeNull, withUntypedVariables } from './jit-compat.js';

/** Numbers of cached compiled operations, and of operations seen once. */
const MAX_COMPILED_OPERATIONS = 200;
const MAX_SEEN_OPERATIONS = 1_000;
/** Measured memory of the code of a field, at each spread of its fragment. */
const COMPILED_BYTES_PER_FIELD = 1_500;
/** Larger operations are executed by Apollo; nested fragments can expand to a very large size. */
const MAX_OPERATION_BYTES = 8 * 1024 * 1024;

/** Executes an operation with coerced variables. */
export type RunCompiledQuery = CompiledQuery['query'];

/** A valid operation. */
export interface CompiledOperation {
  readonly operation: OperationDefinitionNode;
  readonly calculateCost: CalculateCost;
  readonly coerceVariables: CoerceVariables;
  /** Estimated memory, including the compiled code. */
  readonly bytes: number;
  /** Variables that must have a value; see `variablesThatMustNotBeNull`. */
  readonly requiredVariables: readonly string[];
  /** Whether its result depends on the upstreams only, so that identical requests in flight can share it. */
  readonly isShareable: boolean;
  /**
   * Compiles the operation on the first call; undefined if that is not possible. Call it only for an operation within its cost
   * limit, because nested fragments can expand without bounds.
   */
  readonly query: () => RunCompiledQuery | undefined;
}

/** Finds the operation of a document; undefined for operations that Apollo must execute. */
export type FindOperation = (text: string, operationName: string | undefined) => CompiledOperation | undefined;

/**
 * Compiles operations with graphql-jit, which saves more than half of the execution time. Compiles an operation only at its
 * second request, because compiling takes some milliseconds. Loads the compiler (100 ms) with the first of these.
 */
export async function createOperationCache(
  schema: GraphQLSchema,
  mode: CompileMode,
  maxTokens: number,
): Promise<FindOperation> {
  if (mode === 'never') return () => undefined;
  let compiler: Compiler | 'loading' | undefined = mode === 'always' ? await loadCompiler() : undefined;
  const operations = createDocumentCache<CompiledOperation | 'cannot'>(
    'compiled',
    MAX_COMPILED_OPERATIONS,
    (compiled) => (compiled === 'cannot' ? 0 : compiled.bytes),
  );
  const seen = createDocumentCache<true>('seen', MAX_SEEN_OPERATIONS, () => 0);

  return (text, operationName) => {
    const key = toCacheKey(text, operationName);
    if (key.length > MAX_CACHED_LENGTH) return undefined;
    const found = operations.get(key);
    if (found) return found === 'cannot' ? undefined : found;
    if (mode === 'repeated' && !seen.has(key)) {
      seen.set(key, true);
      return undefined;
    }
    if (compiler === undefined) {
      compiler = 'loading';
      loadCompiler().then((loaded) => (compiler = loaded), ignoreLoadFailure);
    }
    if (compiler === 'loading') return undefined;
    const compiled = compileOperation(compiler, schema, text, operationName, maxTokens);
    operations.set(key, compiled ?? 'cannot');
    return compiled;
  };
}

/** The length marks the end of the name, so that keys are unique. */
function toCacheKey(text: string, operationName: string | undefined): string {
  return operationName === undefined ? ` ${text}` : `${operationName.length} ${operationName}${text}`;
}

type Compiler = typeof import('graphql-jit');

const loadCompiler = (): Promise<Compiler> => import('graphql-jit');

/** The file may be missing after an update of the running release. Then Apollo executes all operations. */
const ignoreLoadFailure = (): void => {};

/** Undefined for invalid operations, and for those that graphql-jit executes differently from graphql-js. */
function compileOperation(
  compiler: Compiler,
  schema: GraphQLSchema,
  text: string,
  operationName: string | undefined,
  maxTokens: number,
): CompiledOperation | undefined {
  const document = tryParseDocument(text, { maxTokens });
  const operation = document && getOperationAST(document, operationName);
  if (!operation || validate(schema, document, undefined, { maxErrors: 1 }).length > 0) return undefined;
  if (hasIntrospection(operation) || isUnsupportedByJit(document, operation, schema)) return undefined;
  const bytes = PARSED_BYTES_PER_CHARACTER * text.length + COMPILED_BYTES_PER_FIELD * measureDocument(document).fields;
  if (bytes > MAX_OPERATION_BYTES) return undefined;
  let query: RunCompiledQuery | 'none' | undefined;
  return {
    operation,
    calculateCost: createCostCalculator({ schema, document, operation }),
    coerceVariables: createCoerceVariables(schema, operation),
    bytes,
    requiredVariables: variablesThatMustNotBeNull(document, operation, schema),
    isShareable: hasOnlyUpstreamFields(operation, schema),
    query() {
      query ??= compileDocument(compiler, schema, document, operationName) ?? 'none';
      return query === 'none' ? undefined : query;
    },
  };
}

function compileDocument(
  { compileQuery, isCompiledQuery }: Compiler,
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): RunCompiledQuery | undefined {
  const result = compileQuery(schema, withUntypedVariables(document), operationName);
  return isCompiledQuery(result) ? result.query : undefined;
}

/** Introspection is rare and large, and not always allowed. */
function hasIntrospection({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.some((one) => one.kind !== Kind.FIELD || one.name.value.startsWith('__'));
}

/** Other root fields depend on the request itself, such as its caller and cost. */
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
