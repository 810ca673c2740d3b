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
import { requirementOf } from '../../graph/core/auth/requires-scope.js';
import { type Coerce, createCoerce } from './coerce-variables.js';
import { BYTES_OF_CHARACTER, kept, LONGEST_KEPT } from '../graphql/document-cache.js';
import { type CostOf, createCostOf } from '../limits/calculate-cost.js';
import { shapeOf } from '../limits/measure-document.js';
import { isMisread, neededIn, withFreeVariables } from './jit-compat.js';

/** Operations whose compiled form is kept, and operations remembered as seen once. */
const MOST_KNOWN = 200;
const MOST_SEEN = 1_000;
/** Of the code made for a field, wherever its fragment is spread, by measurement. */
const BYTES_OF_FIELD = 1_500;
/** What would take more is left to Apollo: few fragments unfold to very much. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Runs an operation; wants coerced variables. */
export type Program = CompiledQuery['query'];

/** A valid operation. */
export interface KnownOperation {
  readonly operation: OperationDefinitionNode;
  readonly costOf: CostOf;
  readonly coerce: Coerce;
  /** With the code made for it, about. */
  readonly bytes: number;
  /** To be run only when each of these variables has a value; see `neededIn`. */
  readonly needed: readonly string[];
  /** Whether its answer comes from the upstreams alone, so that whoever asks the same meanwhile can be given it too. */
  readonly isShared: boolean;
  /**
   * Code made for the operation, when first asked for: to be asked for only when it costs no more than is allowed, for
   * fragments spread within each other unfold without end. Undefined when there can be none.
   */
  readonly program: () => Program | undefined;
}

/** An operation of a text, by its name where the text has several; undefined for what must be looked at first. */
export type FindKnown = (text: string, operationName: string | undefined) => KnownOperation | undefined;

/**
 * Compiles operations with graphql-jit, which takes more than half of the work of executing off. Compiling takes up to
 * some milliseconds, so only an operation that comes a second time is compiled; and the compiler a tenth of a second to
 * load, so it is loaded with the first of these.
 */
export async function createKnownOperations(
  schema: GraphQLSchema,
  mode: CompileMode,
  maxTokens: number,
): Promise<FindKnown> {
  if (mode === 'never') return () => undefined;
  let compiler: Compiler | 'loading' | undefined = mode === 'always' ? await loadCompiler() : undefined;
  const known = kept<KnownOperation | 'cannot'>('compiled', MOST_KNOWN, (made) => (made === 'cannot' ? 0 : made.bytes));
  const seen = kept<true>('seen', MOST_SEEN, () => 0);

  return (text, operationName) => {
    const key = keyOf(text, operationName);
    if (key.length > LONGEST_KEPT) return undefined;
    const found = known.get(key);
    if (found) return found === 'cannot' ? undefined : found;
    if (mode === 'repeated' && !seen.has(key)) {
      seen.set(key, true);
      return undefined;
    }
    if (compiler === undefined) {
      compiler = 'loading';
      loadCompiler().then((loaded) => (compiler = loaded), leaveToApollo);
    }
    if (compiler === 'loading') return undefined;
    const made = readied(compiler, schema, text, operationName, maxTokens);
    known.set(key, made ?? 'cannot');
    return made;
  };
}

/** The length tells where the name ends: no other text and name, however odd, have the same key. */
function keyOf(text: string, operationName: string | undefined): string {
  return operationName === undefined ? ` ${text}` : `${operationName.length} ${operationName}${text}`;
}

type Compiler = typeof import('graphql-jit');

const loadCompiler = (): Promise<Compiler> => import('graphql-jit');

/** The file may be gone where another release was put in the place of the running one; no request is any worse for it. */
const leaveToApollo = (): void => {};

/** Undefined for what is not valid, and for what graphql-js answers differently. */
function readied(
  compiler: Compiler,
  schema: GraphQLSchema,
  text: string,
  operationName: string | undefined,
  maxTokens: number,
): KnownOperation | undefined {
  const document = parsed(text, maxTokens);
  const operation = document && getOperationAST(document, operationName);
  if (!operation || validate(schema, document, undefined, { maxErrors: 1 }).length > 0) return undefined;
  if (asksForSchema(operation) || isMisread(document, operation, schema)) return undefined;
  const bytes = BYTES_OF_CHARACTER * text.length + BYTES_OF_FIELD * shapeOf(document).fields;
  if (bytes > MOST_BYTES) return undefined;
  let program: Program | 'none' | undefined;
  return {
    operation,
    costOf: createCostOf({ schema, document, operation }),
    coerce: createCoerce(schema, operation),
    bytes,
    needed: neededIn(document, operation, schema),
    isShared: isMadeByUpstreams(operation, schema),
    program() {
      program ??= compiled(compiler, schema, document, operationName) ?? 'none';
      return program === 'none' ? undefined : program;
    },
  };
}

function compiled(
  { compileQuery, isCompiledQuery }: Compiler,
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): Program | undefined {
  const made = compileQuery(schema, withFreeVariables(document), operationName);
  return isCompiledQuery(made) ? made.query : undefined;
}

function parsed(text: string, maxTokens: number): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens });
  } catch {
    return undefined;
  }
}

/** Introspection is rare and large, and not everywhere allowed. */
function asksForSchema({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.some((one) => one.kind !== Kind.FIELD || one.name.value.startsWith('__'));
}

/** Other root fields tell of the request itself: who sent it, what it costs. */
function isMadeByUpstreams({ operation, selectionSet }: OperationDefinitionNode, schema: GraphQLSchema): boolean {
  const fields = schema.getQueryType()?.getFields() ?? {};
  return (
    operation === OperationTypeNode.QUERY &&
    selectionSet.selections.every((one) => {
      const field = one.kind === Kind.FIELD ? fields[one.name.value] : undefined;
      return field !== undefined && requirementOf(field)?.calls !== 'NEVER';
    })
  );
}
