import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';

/** So many mistakes of one request are told. */
export const MOST_TOLD = 4;

/**
 * So many are looked for in variables. For each graphql-js writes a sentence that quotes what was sent and guesses at what was
 * meant, some 20 ms for an input of 4000 names: `test/server/limits/enforce-limits.test.ts`, "cost next to nothing".
 */
export const MOST_COUNTED = 10;

/** Found by graphql-js beside those it counted. */
const STOPPED = /^Too many (?:errors processing variables|validation errors), error limit reached/;

/** Tells the first mistakes of a request, and how many more there are. */
export function tellFirstMistakes(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single') return;
          const { errors = [] } = body.singleResult;
          // An error with a path is of the execution, and each of those is told.
          if (errors.length <= MOST_TOLD || errors.some(({ path }) => path)) return;
          body.singleResult.errors = firstOf(errors);
        },
      };
    },
  };
}

function firstOf(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const counted = errors.filter(({ message }) => !STOPPED.test(message));
  const told = counted.slice(0, MOST_TOLD);
  const more = counted.length - told.length;
  const [last] = errors.slice(-1);
  const isAll = counted.length === errors.length;
  if (!last || (isAll && more === 0)) return told;
  const message = `The first ${told.length} mistakes are told; there ${moreOf(more, isAll)}.`;
  return [...told, { message, ...(last.extensions && { extensions: last.extensions }) }];
}

function moreOf(more: number, isAll: boolean): string {
  if (more === 0) return 'are more';
  if (!isAll) return `are more than ${more} more`;
  return more === 1 ? 'is 1 more' : `are ${more} more`;
}
