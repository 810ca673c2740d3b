import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import { Fault } from '../../faults/fault.js';
import type { AnswerSize } from '../../graph/core/limits/response-size.js';
import type { Context } from '../../graph/core/context.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import type { CallScope } from '../../upstream/transport/request-scope.js';
import type { JsonObject } from '../../shared/json.js';

/** An error is told with its message, its path and its extensions. */
const LEAST_BYTES_OF_ERROR = 250;
/** In UTF-8, of a UTF-16 unit. */
const MOST_BYTES_OF_UNIT = 3;

/** What came of an operation, before or after its errors were given their shape. */
interface Result {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
}

/** Whether an answer became too large while it was made, or would be when it is written down. */
function isTooLarge({ data, errors = [] }: Result, answer: AnswerSize): boolean {
  return answer.isTooLarge || roomAfter(data, answer.limit - errors.length * LEAST_BYTES_OF_ERROR) < 0;
}

/** What is left of so many characters when a value is written down as JSON; negative, and no matter how much, when it does not fit. */
function roomAfter(value: unknown, room: number): number {
  if (room < 0) return room;
  if (typeof value === 'string') return room - value.length;
  if (typeof value !== 'object' || value === null) return room - 1;
  let left = room;
  if (Array.isArray(value)) for (const part of value) left = roomAfter(part, left);
  // Entries would be made for it, which takes seven times as long.
  else for (const name in value) left = roomAfter((value as JsonObject)[name], left - name.length);
  return left;
}

/**
 * The refusal of an answer that is too large. What a mutation did is done, and nobody is told of it: its outcome is unknown.
 *
 * @param limit in bytes
 */
function tooLarge(limit: number, mayHaveWritten: boolean): Fault {
  const message = `The answer is larger than ${limit} bytes (MAX_RESPONSE_BYTES). Ask for fewer entries or fields at once.`;
  return new Fault('OPERATION_TOO_COMPLEX', message, mayHaveWritten ? { outcome: 'UNKNOWN' } : {});
}

/** Gives the text of an answer, or of the refusal in its place when it is too large. */
export type CheckText = (text: string, scope: CallScope) => string;

/**
 * Judges answers as they are written down: what JSON escapes, or UTF-8 takes several bytes for, is not known before.
 *
 * @param limit in bytes
 */
export function createCheckText(limit: number, formatError: FormatError): CheckText {
  return (text, { requestId = null, writes = 0 }) => {
    if (text.length * MOST_BYTES_OF_UNIT <= limit || Buffer.byteLength(text) <= limit) return text;
    const fault = tooLarge(limit, writes > 0);
    const errors = [formatError({ message: fault.message }, fault, requestId)];
    return `${JSON.stringify({ errors, data: null })}\n`;
  };
}

function isMutation(operation?: OperationDefinitionNode): boolean {
  return operation?.operation === OperationTypeNode.MUTATION;
}

/** A result, or the refusal in its place when it is too large. */
export function withinLimit(
  result: ExecutionResult,
  answer: AnswerSize,
  operation: OperationDefinitionNode,
): ExecutionResult {
  if (!isTooLarge(result, answer)) return result;
  const fault = tooLarge(answer.limit, isMutation(operation));
  return { data: null, errors: [new GraphQLError(fault.message, { originalError: fault })] };
}

/** Refuses answers that are too large of what Apollo runs. Goes before whoever looks at the result. */
export function refuseLargeAnswers(formatError: FormatError): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue, operation, response: { body } }) {
          if (body.kind !== 'single' || !isTooLarge(body.singleResult, contextValue.answer)) return;
          const fault = tooLarge(contextValue.answer.limit, isMutation(operation));
          const error = formatError({ message: fault.message }, fault, contextValue.requestId);
          body.singleResult = { data: null, errors: [error] };
        },
      };
    },
  };
}
