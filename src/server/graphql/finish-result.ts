import { GraphQLError, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { Context } from '../../graph/core/context.js';
import { createTooLargeFault, isResponseTooLarge } from '../limits/enforce-response-size.js';

type Data = Readonly<Record<string, unknown>> | null;

/** A result of graphql-js, or of its like. */
export interface ExecutedResult<E> {
  readonly data?: Data;
  readonly errors?: readonly E[];
}

/** A result with all its errors and of allowed size. */
export interface FinishedResult<E> extends ExecutedResult<E> {
  /** The body of a response without errors and extensions; made once for all requests that share the result. */
  body?: string;
}

/** Adds the errors that resolvers reported beside their values, and replaces a result that is too large. */
export function finishResult<E>(
  { data, errors = [] }: ExecutedResult<E>,
  { additionalErrors, responseSize }: Pick<Context, 'additionalErrors' | 'responseSize'>,
  operation: OperationDefinitionNode | undefined,
  toError: (error: GraphQLError) => E,
): FinishedResult<E> {
  const allErrors = additionalErrors.length === 0 ? errors : [...errors, ...additionalErrors.map(toError)];
  if (isResponseTooLarge({ data, errors: allErrors }, responseSize)) {
    const mayHaveWritten = operation?.operation === OperationTypeNode.MUTATION;
    const fault = createTooLargeFault(responseSize.maxBytes, mayHaveWritten);
    return { data: null, errors: [toError(new GraphQLError(fault.message, { originalError: fault }))] };
  }
  return { ...(allErrors.length > 0 && { errors: allErrors }), ...(data !== undefined && { data }) };
}
