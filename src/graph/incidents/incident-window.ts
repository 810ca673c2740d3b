/** PagerDuty takes no longer window than six months (contracts: pagerduty-rest section 7.1). */
export const LONGEST_WINDOW_MS = 180 * 24 * 60 * 60 * 1000;
/** PagerDuty tells times to the second, and whether a window's ends belong to it is not documented (quirk 20). */
const OVERLAP_MS = 1_000;

export interface Window {
  readonly times: { readonly since: string; readonly until: string };
  /** Where it ends, in the direction of the walk, in milliseconds since the epoch. */
  readonly far: number;
  /** Whether it holds all that was asked for. */
  readonly isWhole: boolean;
}

/**
 * The window of a walk from one time towards another.
 *
 * @param hasSeen whether incidents were seen before it: it then begins a little earlier, lest one is left out
 */
export function windowFrom(from: number, to: number, direction: -1 | 1, hasSeen: boolean): Window {
  const reach = Math.min(LONGEST_WINDOW_MS, Math.max(0, (to - from) * direction));
  const far = from + direction * reach;
  const near = hasSeen ? from - direction * OVERLAP_MS : from;
  const [since, until] = direction < 0 ? [far, near] : [near, far];
  const times = { since: new Date(since).toISOString(), until: new Date(until).toISOString() };
  return { times, far, isWhole: far === to && !hasSeen };
}
