import { invalidRequest } from '../http/errors.js';
import type { CloudflareState, HistoryEntry } from '../cloudflare-state.js';

type HistoryQuery = Readonly<Record<string, string | undefined>>;

/** Returns one page, newest first, without a total (docs/upstream-quirks.md, "Cloudflare: notification history"). */
export function listNotifications(
  state: CloudflareState,
  query: HistoryQuery,
): { entries: readonly HistoryEntry[]; info: object } {
  const page = parseInteger(query, 'page', 1, 1, Infinity);
  const perPage = parseInteger(query, 'per_page', 25, 5, 1000);
  const since = parseTime(query, 'since') ?? -Infinity;
  const before = parseTime(query, 'before') ?? Infinity;
  const matching = state.history.filter(({ sent }) => Date.parse(sent) > since && Date.parse(sent) < before);
  const entries = matching.slice((page - 1) * perPage, page * perPage);
  return { entries, info: { count: entries.length, page, per_page: perPage } };
}

/** Code and text are invented: Cloudflare's error for a number out of range is unknown. */
function parseInteger(query: HistoryQuery, name: string, defaultValue: number, min: number, max: number): number {
  const number = Number(query[name] ?? defaultValue);
  if (!Number.isInteger(number) || number < min || number > max) throw invalidRequest(0, `invalid ${name}`);
  return number;
}

function parseTime(query: HistoryQuery, name: string): number | undefined {
  const text = query[name];
  if (text === undefined || text === '') return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalidRequest(0, `invalid ${name}`);
  return at;
}
