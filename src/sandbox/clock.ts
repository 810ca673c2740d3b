/** Source of the current time. Tests pass their own. */
export type Clock = () => Date;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Formats a time as ISO 8601 in UTC with a precision of one second, as both upstreams do. */
export function toIsoSeconds(at: Date | number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** Adds `milliseconds` to an ISO time. */
export function addMilliseconds(at: string, milliseconds: number): string {
  return toIsoSeconds(Date.parse(at) + milliseconds);
}
