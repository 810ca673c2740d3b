import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';

/** So many mistakes of one request are told. */
export const MAX_REPORTED_ERRORS = 4;

/**
 * So many are looked for in variables. For each graphql-js writes a sentence that quotes what was sent and guesses at what was
 * meant, some 20 ms for an input of 4000 names: `test/server/limits/enforce-limits.test.ts`, "cost next to nothing".
 */
export const MAX_COERCION_ERRORS = 10;

/** Found by graphql-js beside those it counted. */
const LIMIT_REACHED = /^Too many (?:errors processing variables|validation errors), error limit reached/;

/** Tells the first mistakes of a request, and how many more there are. */
export function createErrorCountLimitPlugin(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single') return;
          const { errors = [] } = body.singleResult;
          // An error with a path is of the execution, and each of those is told.
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
  const message = `The first ${reported.length} mistakes are told; there ${describeRemaining(remaining, isAll)}.`;
  return [...reported, { message, ...(last.extensions && { extensions: last.extensions }) }];
}

function describeRemaining(remaining: number, isAll: boolean): string {
  if (remaining === 0) return 'are more';
  if (!isAll) return `are more than ${remaining} more`;
  return remaining === 1 ? 'is 1 more' : `are ${remaining} more`;
}
