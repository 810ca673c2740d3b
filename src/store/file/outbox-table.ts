import { randomUUID } from 'node:crypto';
import {
  type CancelResult,
  type ClaimedItem,
  type NewItem,
  type OutboxDepth,
  type OutboxLimits,
  type QueuedItem,
  SETTLED_TTL_MS,
  type SettledState,
} from '../outbox.js';

interface Entry {
  readonly item: QueuedItem;
  /** Absent after the item was settled. */
  readonly content?: string;
  readonly claim?: string | undefined;
  readonly attempts: number;
  /** Start of the first attempt that is stored; its item may be unsent again, because that one was not executed. */
  readonly storedSentAt?: number | undefined;
}

/** A lane and when its first item may be claimed. */
interface Lane {
  readonly ids: string[];
  dueAt: number;
}

/** What waits for one account, in the memory of this process. Entries are kept in the order in which they were added. */
export class OutboxTable {
  private readonly entries = new Map<string, Entry>();
  private readonly lanes = new Map<string, Lane>();
  /** Ids in the order in which they were settled. */
  private readonly settled = new Set<string>();
  private readonly waiting = new Set<string>();
  private readonly owners = new Map<string, number>();
  /** Items that are written and not stored yet. They count, so that many at once exceed no limit. */
  private readonly written = new Set<NewItem>();
  private bytes = 0;

  constructor(
    private readonly limits: OutboxLimits,
    private readonly leaseMs: number,
  ) {}

  isFull({ owner, content }: NewItem): boolean {
    const { waiting, waitingOfOwner, bytes } = this.limits;
    const written = [...this.written];
    const ofOwner = (this.owners.get(owner) ?? 0) + written.filter((item) => item.owner === owner).length;
    const size = written.reduce((sum, item) => sum + item.content.length, this.bytes + content.length);
    return this.waiting.size + written.length >= waiting || ofOwner >= waitingOfOwner || size > bytes;
  }

  /** @returns ends it, when the item is stored or certainly is not */
  startWriting(item: NewItem): () => void {
    this.written.add(item);
    return () => void this.written.delete(item);
  }

  add({ content, ...item }: NewItem): void {
    if (this.entries.has(item.id)) return;
    const { sentAt: storedSentAt } = item;
    this.entries.set(item.id, { item: { ...item, state: 'WAITING' }, content, attempts: 0, storedSentAt });
    this.waiting.add(item.id);
    this.owners.set(item.owner, (this.owners.get(item.owner) ?? 0) + 1);
    this.bytes += content.length;
    const lane = this.lanes.get(item.lane);
    if (lane) lane.ids.push(item.id);
    else this.lanes.set(item.lane, { ids: [item.id], dueAt: -Infinity });
  }

  find(id: string): QueuedItem | undefined {
    return this.entries.get(id)?.item;
  }

  list(max: number): QueuedItem[] {
    return [...this.waiting].slice(0, max).flatMap((id) => this.find(id) ?? []);
  }

  readDepth(): OutboxDepth {
    const [oldest = ''] = this.waiting;
    return { waiting: this.waiting.size, oldestAt: this.find(oldest)?.queuedAt };
  }

  count(lane: string): number {
    return this.lanes.get(lane)?.ids.length ?? 0;
  }

  /** The item that `claim` returns next, as it is before. */
  claim(now: number): ClaimedItem | undefined {
    this.dropOldSettled(now);
    for (const lane of this.lanes.values()) {
      const entry = lane.dueAt <= now ? this.entries.get(lane.ids[0] ?? '') : undefined;
      if (!entry) continue;
      const { item, content = '' } = entry;
      const [claim, attempts] = [randomUUID(), entry.attempts + 1];
      lane.dueAt = now + this.leaseMs;
      // An item that expired is claimed to be settled, not to be sent.
      const sentAt = item.sentAt ?? (item.expiresAt > now ? now : undefined);
      this.entries.set(item.id, { ...entry, item: { ...item, sentAt }, claim, attempts });
      return { item, content, claim, attempts };
    }
    return undefined;
  }

  /** A first attempt is stored. After a restart it is unknown whether it was executed. */
  markSent(id: string, at: number): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    const sentAt = entry.item.sentAt ?? at;
    this.entries.set(id, { ...entry, item: { ...entry.item, sentAt }, storedSentAt: sentAt });
  }

  /** Whether the start of a claimed attempt is stored, or need not be. */
  isSendStored(id: string): boolean {
    const { item, storedSentAt } = this.entries.get(id) ?? {};
    return storedSentAt !== undefined || item?.sentAt === undefined;
  }

  release({ item, claim }: ClaimedItem, dueAt: number, wasSent: boolean): void {
    const entry = this.entries.get(item.id);
    const lane = this.lanes.get(item.lane);
    if (entry?.claim !== claim || !lane) return;
    const sentAt = wasSent ? entry.item.sentAt : item.sentAt;
    this.entries.set(item.id, { ...entry, item: { ...entry.item, sentAt }, claim: undefined });
    lane.dueAt = dueAt;
  }

  holds({ item, claim }: ClaimedItem): boolean {
    return this.entries.get(item.id)?.claim === claim;
  }

  settle(id: string, state: SettledState, settledAt: number, detail: string): void {
    const entry = this.entries.get(id);
    if (!entry || !this.waiting.delete(id)) return;
    const { item, content = '', attempts } = entry;
    this.entries.set(id, { item: { ...item, state, settledAt, detail }, attempts });
    this.settled.add(id);
    this.bytes -= content.length;
    const ofOwner = (this.owners.get(item.owner) ?? 0) - 1;
    if (ofOwner > 0) this.owners.set(item.owner, ofOwner);
    else this.owners.delete(item.owner);
    const lane = this.lanes.get(item.lane);
    const ids = lane?.ids.filter((other) => other !== id) ?? [];
    if (ids.length === 0) this.lanes.delete(item.lane);
    else if (lane) this.lanes.set(item.lane, { ids, dueAt: lane.ids[0] === id ? settledAt : lane.dueAt });
  }

  /** @returns the ids that were cancelled */
  cancel(lane: string, now: number): CancelResult & { readonly ids: readonly string[] } {
    const ids = this.lanes.get(lane)?.ids ?? [];
    const unsent = ids.filter((id) => this.find(id)?.sentAt === undefined);
    for (const id of unsent) this.settle(id, 'CANCELLED', now, '');
    return { ids: unsent, cancelled: unsent.length, remaining: ids.length - unsent.length };
  }

  /** Everything that the table knows, with the contents of what waits. An attempt that was not executed is dropped. */
  *all(): Generator<{ readonly item: QueuedItem; readonly content: string }> {
    for (const [id, entry] of this.entries) {
      const { item, content = '' } = entry;
      this.entries.set(id, { ...entry, storedSentAt: item.sentAt });
      yield { item, content };
    }
  }

  private dropOldSettled(now: number): void {
    for (const id of this.settled) {
      const settledAt = this.find(id)?.settledAt ?? 0;
      if (settledAt > now - SETTLED_TTL_MS && this.settled.size <= this.limits.settled) return;
      this.settled.delete(id);
      this.entries.delete(id);
    }
  }
}
