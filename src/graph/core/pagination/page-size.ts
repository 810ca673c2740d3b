import { Fault } from '../../../faults/fault.js';

/** Maximum of the `first` argument. */
export const MAX_FIRST = 100;
/** Default of the `first` argument. */
export const DEFAULT_FIRST = 25;
/** Default of the `first` argument of short lists, which the upstream returns whole. */
export const DEFAULT_FIRST_OF_SHORT_LIST = 50;

/** Maximum number of upstream calls for one page. */
export const MAX_CALLS_PER_PAGE = 10;

/** @throws {Fault} `INVALID_INPUT` at `first` unless it is between 1 and `MAX_FIRST` */
export function validatePageSize(first: number | null | undefined, defaultSize = DEFAULT_FIRST): number {
  const size = first ?? defaultSize;
  if (size >= 1 && size <= MAX_FIRST) return size;
  throw new Fault('INVALID_INPUT', `\`first\` must be between 1 and ${MAX_FIRST}.`, { field: ['first'] });
}
