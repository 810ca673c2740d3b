import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';

/** Assumed number of entries of a list without `@ListSize`, for cost estimates. */
export const DEFAULT_LIST_SIZE = 10;

/**
 * Declares the expected number of entries of a list without pages, where it is not about 10. It is used for cost estimates
 * only: the actual size is limited during execution.
 */
export function ListSize(assumedSize: number) {
  return Extensions({ listSize: assumedSize });
}

/** Returns the size declared by `@ListSize`, or undefined. */
export function getListSize({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>) {
  return extensions['listSize'] as number | undefined;
}
