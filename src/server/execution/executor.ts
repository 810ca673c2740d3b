import { GraphQLError, type ExecutionResult, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import type { CompileMode } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import type { Asked, Context } from '../../graph/core/context.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import { forEverybody } from '../../upstream/transport/request-scope.js';
import { TransportFailure } from '../../upstream/transport/transport-error.js';
import { createFlights } from '../../shared/single-flight.js';
import type { JsonObject } from '../../shared/json.js';
import type { Sent } from '../graphql/graphql-params.js';
import { createKnownOperations, type KnownOperation, type Program } from './operation-cache.js';
import { withinLimit } from '../limits/response-size.js';
import { judgeOperation, type Limits } from '../limits/enforce-limits.js';
import { logOperation } from '../observability/operation-log.js';
import { plainRequestOf } from './parse-json-request.js';
import { createQuestionKeys, questionOf } from './deduplication-key.js';
import { UPSTREAM_CALLS_HEADER, upstreamCallsOf } from '../graphql/plugins/upstream-calls.js';

/** An operation that can run at once. */
export interface Ready {
  readonly contentType: string;
  /** @returns the body of an answer with status 200 */
  run(asked: Asked): Promise<string>;
}

export interface FastPath {
  /** Undefined for a request that Apollo must look at: whatever is new, rare, or wrong in any way. */
  readied(sent: Sent, headers: IncomingHttpHeaders): Ready | undefined;
  /** Gives nobody an answer that was begun before this moment. */
  readonly forget: () => void;
}

export interface FastPathOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly createContext: (asked: Asked) => Context;
  readonly formatError: FormatError;
  readonly log: FastifyBaseLogger;
  readonly compile: CompileMode;
}

/** A judged operation. */
interface Judged {
  readonly known: KnownOperation;
  readonly program: Program;
  readonly coerced: JsonObject;
  readonly cost: number;
  /** See `questionOf`; undefined for what each request is answered on its own. */
  readonly question: string | undefined;
}

/** What an operation came to; one answer may be told to many. */
interface Executed extends ExecutionResult {
  /** The body of the answer, where there is nothing in it but data. */
  readonly text?: string;
}

/**
 * The way of operations that ran before: what Apollo found out about them need not be found out again, nor need it build
 * the answer. Refuses nothing itself, so that there is one place that does, and one voice.
 *
 * Who asks the same as another request of the same caller, before an upstream has answered that one, is given its answer.
 */
export async function createFastPath(options: FastPathOptions): Promise<FastPath> {
  const { schema, limits, createContext, formatError, log, compile } = options;
  const find = await createKnownOperations(schema, compile, limits.tokens);
  const flights = createFlights<Executed>();
  const keyOf = createQuestionKeys();

  function judged(known: KnownOperation, variables: JsonObject): Judged | undefined {
    // First, for it also weighs the variables, which take long to coerce when there are many.
    const cost = allowedCost(known, variables, limits);
    if (cost === undefined) return undefined;
    const question = known.isShared ? questionOf(variables) : undefined;
    const coerced = known.coerce(variables, question);
    if (!coerced || known.needed.some((name) => coerced[name] == null)) return undefined;
    const program = known.program();
    return program && { known, program, coerced, cost, question };
  }

  async function execute({ known, program, coerced, cost }: Judged, asked: Asked): Promise<Executed> {
    const context = createContext(asked);
    context.charge.cost = cost;
    const { data: made, errors: failed = [] } = (await program(undefined, context, coerced)) as ExecutionResult;
    const all = [...failed, ...context.besides];
    const result = { data: made, ...(all.length > 0 && { errors: all }) };
    const { data = null, errors } = withinLimit(result, context.answer, known.operation);
    return errors ? { data, errors } : { data, text: textOf({ data }) };
  }

  function shared(judgement: Judged, asked: Asked): Promise<Executed> {
    const { known, question } = judgement;
    if (question === undefined) return execute(judgement, asked);
    const { requestId, caller, budget, scope } = asked;
    return flights
      .join(keyOf(known, caller, question), scope.leaving, (leaving, onAnswer) =>
        execute(judgement, { requestId, caller, budget, scope: forEverybody(scope, leaving, onAnswer) }),
      )
      .catch(whenLeft);
  }

  async function answer(judgement: Judged, asked: Asked, tellsCalls: boolean): Promise<string> {
    const began = performance.now();
    const { data, errors, text } = await shared(judgement, asked);
    const told = errors?.map((error) => formatError(...asExecuted(error), asked.requestId));
    const result = told ? { errors: told, data: data ?? null } : { data };
    const { cost, known } = judgement;
    const { requestId, caller, scope } = asked;
    const ended = { operation: known.operation, began, result };
    logOperation(log, { requestId, caller, scope, charge: { cost } }, ended);
    if (tellsCalls) return textOf({ ...result, extensions: upstreamCallsOf(asked) });
    return text ?? textOf(result);
  }

  return {
    readied(sent, headers) {
      const plain = plainRequestOf(sent, headers.accept);
      const known = plain && find(plain.query, plain.operationName);
      const judgement = known && judged(known, plain.variables);
      if (!judgement) return undefined;
      const tellsCalls = headers[UPSTREAM_CALLS_HEADER] !== undefined;
      return { contentType: plain.contentType, run: (asked) => answer(judgement, asked, tellsCalls) };
    },
    forget: flights.closeAll,
  };
}

/** Undefined for an operation that is refused. */
function allowedCost(known: KnownOperation, variables: JsonObject, limits: Limits): number | undefined {
  try {
    return judgeOperation(variables, known.costOf, limits);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** Nobody is there any more to be told, but the log. */
function whenLeft(error: unknown): Executed {
  if (!(error instanceof TransportFailure)) throw error;
  const fault = new Fault('UPSTREAM_TIMEOUT', 'The operation was given up because nobody waited for it.');
  return { data: null, errors: [new GraphQLError(fault.message, { originalError: fault })] };
}

const textOf = (result: object): string => `${JSON.stringify(result)}\n`;

/** graphql-jit's errors lack extensions; Apollo hands its formatter whole ones, with a code. */
function asExecuted({ message, path, originalError, locations }: GraphQLError): [GraphQLFormattedError, GraphQLError] {
  const error = new GraphQLError(message, { path, originalError });
  const code = error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR';
  return [{ ...error.toJSON(), locations, extensions: { ...error.extensions, code } }, error];
}
