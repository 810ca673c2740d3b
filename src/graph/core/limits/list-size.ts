import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';

/** Entries of a list of which nobody knows better, for what an operation costs. */
export const DEFAULT_LIST_SIZE = 10;

/**
 * Declares beside a list without pages how many entries it has as a rule, where that is not about ten. What an operation
 * costs is estimated by it; what it really comes to is bounded while it runs.
 */
export function ListSize(assumedSize: number) {
  return Extensions({ usualLength: assumedSize });
}

/** What was declared beside a list; undefined when nothing was. */
export function getListSize({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>) {
  return extensions['usualLength'] as number | undefined;
}
