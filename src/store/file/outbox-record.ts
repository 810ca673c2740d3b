import { isObject, tryParseJson } from '../../shared/json.js';
import type { QueuedItem, SettledState } from '../outbox.js';

/** One change in the file of the outbox. */
export type OutboxRecord =
  | { readonly op: 'add'; readonly account: string; readonly item: QueuedItem; readonly content: string }
  /** The first attempt begins. */
  | { readonly op: 'send'; readonly account: string; readonly id: string; readonly at: number }
  | {
      readonly op: 'settle';
      readonly account: string;
      readonly id: string;
      readonly state: SettledState;
      readonly at: number;
      readonly detail: string;
    };

/** Reads a record. Undefined if this version does not know it, because another one may have written it. */
export function readOutboxRecord(text: string): OutboxRecord | undefined {
  const record = tryParseJson(text);
  return isOutboxRecord(record) ? record : undefined;
}

function isOutboxRecord(value: unknown): value is OutboxRecord {
  if (!isObject(value) || typeof value['account'] !== 'string') return false;
  const { op, item, content, id, at, state, detail } = value;
  if (op === 'add') return isQueuedItem(item) && typeof content === 'string';
  if (typeof id !== 'string' || typeof at !== 'number') return false;
  return op === 'send' || (op === 'settle' && SETTLED_STATES.has(state) && typeof detail === 'string');
}

const SETTLED_STATES: ReadonlySet<unknown> = new Set<SettledState>(['DELIVERED', 'CANCELLED', 'EXPIRED', 'REFUSED']);

function isQueuedItem(value: unknown): value is QueuedItem {
  if (!isObject(value)) return false;
  const { id, lane, owner, label, queuedAt, expiresAt, state, sentAt, settledAt, detail } = value;
  return (
    [id, lane, owner, label, detail ?? ''].every((member) => typeof member === 'string') &&
    [queuedAt, expiresAt, sentAt ?? 0, settledAt ?? 0].every((member) => typeof member === 'number') &&
    (state === 'WAITING' || SETTLED_STATES.has(state))
  );
}
