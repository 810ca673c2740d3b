import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';

/** Maximum number of errors that are returned for one invalid request. */
export const MAX_REPORTED_ERRORS = 4;

/**
 * Maximum number of errors in variables. For each one, graphql-js formats a message with the value and suggestions: 20 ms for
 * an input of 4000 names (`test/server/limits/enforce-limits.test.ts`).
 */
export const MAX_COERCION_ERRORS = 10;

/** The error that graphql-js adds when it stops counting. */
const LIMIT_REACHED = /^Too many (?:errors processing variables|validation errors), error limit reached/;

/** Returns the first 4 errors of an invalid request, and the number of the others. */
export function createErrorCountLimitPlugin(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single') return;
          const { errors = [] } = body.singleResult;
          // Errors with a path come from the execution, and all of them are returned.
          if (errors.length <= MAX_REPORTED_ERRORS || errors.some(({ path }) => path)) return;
          body.singleResult.errors = limitErrors(errors);
        },
      };
    },
  };
}

function limitErrors(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const counted = errors.filter(({ message }) => !LIMIT_REACHED.test(message));
  const reported = counted.slice(0, MAX_REPORTED_ERRORS);
  const remaining = counted.length - reported.length;
  const [last] = errors.slice(-1);
  const isAll = counted.length === errors.length;
  if (!last || (isAll && remaining === 0)) return reported;
  const message = `Only the first ${reported.length} errors are shown; there ${describeRemaining(remaining, isAll)}.`;
  return [...reported, { message, ...(last.extensions && { extensions: last.extensions }) }];
}

function describeRemaining(remaining: number, isAll: boolean): string {
  if (remaining === 0) return 'are more';
  if (!isAll) return `are more than ${remaining} more`;
  return remaining === 1 ? 'is 1 more' : `are ${remaining} more`;
}
