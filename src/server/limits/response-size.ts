import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import { Fault } from '../../faults/fault.js';
import type { ResponseSize } from '../../graph/core/limits/response-size.js';
import type { Context } from '../../graph/core/context.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import type { JsonObject } from '../../shared/json.js';

/** An error is told with its message, its path and its extensions. */
const MIN_ERROR_BYTES = 250;
/** In UTF-8, of a UTF-16 unit. */
const MAX_BYTES_PER_CHARACTER = 3;

/** What came of an operation, before or after its errors were given their shape. */
interface SizedResult {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
}

/** Whether an answer became too large while it was made, or would be when it is written down. */
function isTooLarge({ data, errors = [] }: SizedResult, answer: ResponseSize): boolean {
  return answer.isTooLarge || subtractSize(data, answer.maxBytes - errors.length * MIN_ERROR_BYTES) < 0;
}

/** What is left of so many characters when a value is written down as JSON; negative, and no matter how much, when it does not fit. */
function subtractSize(value: unknown, remaining: number): number {
  if (remaining < 0) return remaining;
  if (typeof value === 'string') return remaining - value.length;
  if (typeof value !== 'object' || value === null) return remaining - 1;
  let left = remaining;
  if (Array.isArray(value)) for (const part of value) left = subtractSize(part, left);
  // Entries would be made for it, which takes seven times as long.
  else for (const name in value) left = subtractSize((value as JsonObject)[name], left - name.length);
  return left;
}

/**
 * The refusal of an answer that is too large. What a mutation did is done, and nobody is told of it: its outcome is unknown.
 *
 * @param limit in bytes
 */
function createTooLargeFault(limit: number, mayHaveWritten: boolean): Fault {
  const message = `The answer is larger than ${limit} bytes (MAX_RESPONSE_BYTES). Ask for fewer entries or fields at once.`;
  return new Fault('OPERATION_TOO_COMPLEX', message, mayHaveWritten ? { outcome: 'UNKNOWN' } : {});
}

/** Gives the text of an answer, or of the refusal in its place when it is too large. */
export type CheckResponseSize = (body: string, scope: RequestScope) => string;

/**
 * Judges answers as they are written down: what JSON escapes, or UTF-8 takes several bytes for, is not known before.
 *
 * @param limit in bytes
 */
export function createResponseSizeCheck(limit: number, formatError: FormatError): CheckResponseSize {
  return (body, { requestId = null, mutationEpoch = 0 }) => {
    if (body.length * MAX_BYTES_PER_CHARACTER <= limit || Buffer.byteLength(body) <= limit) return body;
    const fault = createTooLargeFault(limit, mutationEpoch > 0);
    const errors = [formatError({ message: fault.message }, fault, requestId)];
    return `${JSON.stringify({ errors, data: null })}\n`;
  };
}

function isMutation(operation?: OperationDefinitionNode): boolean {
  return operation?.operation === OperationTypeNode.MUTATION;
}

/** A result, or the refusal in its place when it is too large. */
export function limitResultSize(
  result: ExecutionResult,
  answer: ResponseSize,
  operation: OperationDefinitionNode,
): ExecutionResult {
  if (!isTooLarge(result, answer)) return result;
  const fault = createTooLargeFault(answer.maxBytes, isMutation(operation));
  return { data: null, errors: [new GraphQLError(fault.message, { originalError: fault })] };
}

/** Refuses answers that are too large of what Apollo runs. Goes before whoever looks at the result. */
export function createResponseSizeLimitPlugin(formatError: FormatError): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue, operation, response: { body } }) {
          if (body.kind !== 'single' || !isTooLarge(body.singleResult, contextValue.responseSize)) return;
          const fault = createTooLargeFault(contextValue.responseSize.maxBytes, isMutation(operation));
          const error = formatError({ message: fault.message }, fault, contextValue.requestId);
          body.singleResult = { data: null, errors: [error] };
        },
      };
    },
  };
}
