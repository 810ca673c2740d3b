/** A Go duration, as Cloudflare sends it. */
const INTERVAL = /^(?:\d+(?:\.\d+)?[hms])+$/;

const SECONDS_BY_UNIT: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** The seconds of an interval such as 1h30m; undefined for anything else. */
export function toIntervalSeconds(text: string): number | undefined {
  if (!INTERVAL.test(text)) return undefined;
  const parts = text.matchAll(/([\d.]+)([hms])/g);
  return [...parts].reduce((sum, [, count, unit = '']) => sum + Number(count) * (SECONDS_BY_UNIT[unit] ?? 0), 0);
}
