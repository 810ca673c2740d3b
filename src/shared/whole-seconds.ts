export const SECOND_MS = 1_000;
export const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/** The last whole second at or before a time; both in milliseconds since the epoch. */
export function toWholeSecond(time: number): number {
  return Math.floor(time / SECOND_MS) * SECOND_MS;
}

/**
 * A time shortly before the first whole second at or after the given one. As the end of a window it lies between two seconds,
 * so it does not matter whether an upstream includes the ends.
 */
export function toJustBeforeSecond(time: number): number {
  return Math.ceil(time / SECOND_MS) * SECOND_MS - SECOND_MS / 2;
}

/** Formats a time, in milliseconds since the epoch, in UTC without the fraction of its second. */
export function toIsoSecond(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
