import {
  getOperationAST,
  Kind,
  OperationTypeNode,
  parse,
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
import { type CalculateCost, createCostCalculator } from '../limits/calculate-cost.js';
import { measureDocument } from '../limits/measure-document.js';
import { isUnsupportedByJit, variablesThatMustNotBeNull, withUntypedVariables } from './jit-compat.js';

/** Operations whose compiled form is kept, and operations remembered as seen once. */
const MAX_COMPILED_OPERATIONS = 200;
const MAX_SEEN_OPERATIONS = 1_000;
/** Of the code made for a field, wherever its fragment is spread, by measurement. */
const COMPILED_BYTES_PER_FIELD = 1_500;
/** What would take more is left to Apollo: few fragments unfold to very much. */
const MAX_OPERATION_BYTES = 8 * 1024 * 1024;

/** Runs an operation; wants coerced variables. */
export type RunCompiledQuery = CompiledQuery['query'];

/** A valid operation. */
export interface CompiledOperation {
  readonly operation: OperationDefinitionNode;
  readonly calculateCost: CalculateCost;
  readonly coerceVariables: CoerceVariables;
  /** With the code made for it, about. */
  readonly bytes: number;
  /** To be run only when each of these variables has a value; see `neededIn`. */
  readonly requiredVariables: readonly string[];
  /** Whether its answer comes from the upstreams alone, so that whoever asks the same meanwhile can be given it too. */
  readonly isShareable: boolean;
  /**
   * Code made for the operation, when first asked for: to be asked for only when it costs no more than is allowed, for
   * fragments spread within each other unfold without end. Undefined when there can be none.
   */
  readonly query: () => RunCompiledQuery | undefined;
}

/** An operation of a text, by its name where the text has several; undefined for what must be looked at first. */
export type FindOperation = (text: string, operationName: string | undefined) => CompiledOperation | undefined;

/**
 * Compiles operations with graphql-jit, which takes more than half of the work of executing off. Compiling takes up to
 * some milliseconds, so only an operation that comes a second time is compiled; and the compiler a tenth of a second to
 * load, so it is loaded with the first of these.
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

/** The length tells where the name ends: no other text and name, however odd, have the same key. */
function toCacheKey(text: string, operationName: string | undefined): string {
  return operationName === undefined ? ` ${text}` : `${operationName.length} ${operationName}${text}`;
}

type Compiler = typeof import('graphql-jit');

const loadCompiler = (): Promise<Compiler> => import('graphql-jit');

/** The file may be gone where another release was put in the place of the running one; no request is any worse for it. */
const ignoreLoadFailure = (): void => {};

/** Undefined for what is not valid, and for what graphql-js answers differently. */
function compileOperation(
  compiler: Compiler,
  schema: GraphQLSchema,
  text: string,
  operationName: string | undefined,
  maxTokens: number,
): CompiledOperation | undefined {
  const document = tryParseDocument(text, maxTokens);
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

function tryParseDocument(text: string, maxTokens: number): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens });
  } catch {
    return undefined;
  }
}

/** Introspection is rare and large, and not everywhere allowed. */
function hasIntrospection({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.some((one) => one.kind !== Kind.FIELD || one.name.value.startsWith('__'));
}

/** Other root fields tell of the request itself: who sent it, what it costs. */
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
