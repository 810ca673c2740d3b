/** Where the sandbox gets the time from; tests hand in their own. */
export type Clock = () => Date;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** ISO 8601 in UTC to the second, the grain both upstreams' clients must live with. */
export function toIsoSeconds(at: Date | number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** The instant `milliseconds` after an ISO time. */
export function addMilliseconds(at: string, milliseconds: number): string {
  return toIsoSeconds(Date.parse(at) + milliseconds);
}
