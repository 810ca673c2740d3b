import { badRequest } from './errors.js';

/** A parsed query. Repeated names are a list. */
export type QueryParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** All values of a name without blank ones (docs/upstream-quirks.md, quirk 13). */
export function readValues(query: QueryParameters, name: string): readonly string[] {
  const value = query[name];
  const all = typeof value === 'string' ? [value] : (value ?? []);
  return all.filter((text) => text !== '');
}

/** The last value of a name. */
export function readValue(query: QueryParameters, name: string): string | undefined {
  return readValues(query, name).at(-1);
}

/** True for `true` and `1`. */
export function readFlag(query: QueryParameters, name: string): boolean {
  return ['true', '1'].includes(readValue(query, name) ?? '');
}

/** Whether a filter accepts any of the candidates. An empty filter accepts all. */
export function matchesFilter(allowed: readonly string[], ...candidates: readonly string[]): boolean {
  return allowed.length === 0 || candidates.some((candidate) => allowed.includes(candidate));
}

/** Names in `include[]`. Unknown ones have no effect. */
export function readIncludes(query: QueryParameters): ReadonlySet<string> {
  return new Set(readValues(query, 'include[]'));
}

export function containsText(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.toLowerCase());
}

/** A time without a zone is in UTC, the zone of the account (docs/upstream-quirks.md, quirk 188). */
export function parseTime(query: QueryParameters, name: string): Date | undefined {
  const text = readValue(query, name);
  if (text === undefined) return undefined;
  const time = new Date(/T[\d:.]+$/.test(text) ? `${text}Z` : text);
  if (Number.isNaN(time.getTime())) throw badRequest(2004, "Invalid time values in 'since' and/or 'until'");
  return time;
}

export const NO_INCLUDES: ReadonlySet<string> = new Set();
