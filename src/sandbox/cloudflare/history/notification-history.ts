import { rejected } from '../http/errors.js';
import type { CloudflareState, HistoryEntry } from '../cloudflare-state.js';

type Query = Readonly<Record<string, string | undefined>>;

/** One page, newest first; no total is promised (contracts: cloudflare-alerting-v3 section 3.9). */
export function historyPage(state: CloudflareState, query: Query): { entries: readonly HistoryEntry[]; info: object } {
  const page = whole(query, 'page', 1, 1, Infinity);
  const perPage = whole(query, 'per_page', 25, 5, 1000);
  const since = time(query, 'since') ?? -Infinity;
  const before = time(query, 'before') ?? Infinity;
  const within = state.history.filter(({ sent }) => Date.parse(sent) > since && Date.parse(sent) < before);
  const entries = within.slice((page - 1) * perPage, page * perPage);
  return { entries, info: { count: entries.length, page, per_page: perPage } };
}

/** What Cloudflare says to a number out of range is not known; code and text are invented. */
function whole(query: Query, name: string, fallback: number, least: number, most: number): number {
  const number = Number(query[name] ?? fallback);
  if (!Number.isInteger(number) || number < least || number > most) throw rejected(0, `invalid ${name}`);
  return number;
}

function time(query: Query, name: string): number | undefined {
  const text = query[name];
  if (text === undefined || text === '') return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw rejected(0, `invalid ${name}`);
  return at;
}
