import { isDeepStrictEqual } from 'node:util';
import { isArray, isObject, isObjectOrArray, isString } from '../../../shared/json.js';
import type { WirePolicy } from '../../../upstream/cloudflare/wire.js';
import { normalizeCloudflareId } from '../../core/ids/global-id.js';
import { toIntervalSeconds } from './alert-interval.js';
import type { PolicyDifference } from './policy-mutations.type.js';

/** Cloudflare sets these. */
const READ_ONLY: ReadonlySet<string> = new Set(['id', 'created', 'modified']);

/** Maps of lists whose order means nothing (docs/upstream-quirks.md, quirk 106). */
const MAPS_OF_SETS: ReadonlySet<string> = new Set(['mechanisms', 'filters']);

const CLOUDFLARE_ID = /^[\da-f]{32}$/;

/**
 * Lists how two states of a policy differ, in members that the gateway does not know, too. The order of destinations and of
 * filter values does not matter, nor do dashes in ids. Absent, null and empty are equal, as are 30m and 30m0s, and a filter
 * value and its text (docs/upstream-quirks.md, quirk 202).
 */
export function comparePolicies(before: WirePolicy, after: WirePolicy): PolicyDifference[] {
  return compareMembers(before, after, (path, value) => (isEmpty(value) ? null : normalize(path, value)));
}

/** Like `comparePolicies`, but an empty member differs from an absent one: a write of the first state would remove it. */
export function compareReads(first: WirePolicy, second: WirePolicy): PolicyDifference[] {
  return compareMembers(first, second, normalize);
}

function compareMembers(
  before: WirePolicy,
  after: WirePolicy,
  toComparable: (path: string, value: unknown) => unknown,
): PolicyDifference[] {
  const [old, current] = [flatten(before), flatten(after)];
  const paths = [...new Set([...old.keys(), ...current.keys()])].toSorted();
  return paths
    .filter((path) => !isDeepStrictEqual(toComparable(path, old.get(path)), toComparable(path, current.get(path))))
    .map((path) => ({ path, before: old.get(path) ?? null, after: current.get(path) ?? null }));
}

/** Whether the member with this path concerns who is notified. */
export function isAboutRecipients(path: string): boolean {
  return path.startsWith('mechanisms.');
}

/** The members of a policy by path; each mechanism and each filter has its own. */
function flatten(policy: WirePolicy): Map<string, unknown> {
  const members = Object.entries(policy).filter(([name]) => !READ_ONLY.has(name));
  return new Map(
    members.flatMap(([name, value]: [string, unknown]) =>
      MAPS_OF_SETS.has(name) && isObject(value)
        ? Object.entries(value).map(([key, list]): [string, unknown] => [`${name}.${key}`, list])
        : [[name, value]],
    ),
  );
}

function normalize(path: string, value: unknown): unknown {
  if (path === 'alert_interval' && isString(value)) return toIntervalSeconds(value) ?? value;
  if (!isArray(value) || !path.includes('.')) return value;
  const entries = value.map(isAboutRecipients(path) ? normalizeEntry : toFilterText);
  return entries.toSorted((a, b) => compareTexts(toSortKey(a), toSortKey(b)));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (isObjectOrArray(value) && Object.keys(value).length === 0);
}

function normalizeEntry(entry: unknown): unknown {
  return isObject(entry) && isString(entry['id']) ? { ...entry, id: normalizeRecipientId(entry['id']) } : entry;
}

function toFilterText(value: unknown): unknown {
  return isObjectOrArray(value) ? value : String(value);
}

/** An e-mail address stays as it is. */
function normalizeRecipientId(id: string): string {
  const plain = normalizeCloudflareId(id);
  return CLOUDFLARE_ID.test(plain) ? plain : id;
}

function toSortKey(entry: unknown): string {
  return isObject(entry) ? String(entry['id']) : String(entry);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
