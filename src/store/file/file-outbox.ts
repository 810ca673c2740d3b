import type { AddResult, CancelResult, ClaimedItem, NewItem, Outbox, SettledState } from '../outbox.js';
import type { OutboxRecord } from './outbox-record.js';
import type { OutboxTable } from './outbox-table.js';

/** Changes of the file. */
interface OutboxJournal {
  /** Applies a record when it is on the disk; resolves with whether it is. */
  readonly append: (record: OutboxRecord) => Promise<boolean>;
  /** Whether the file is still of this process. */
  readonly isOwn: () => boolean;
}

/** The outbox of one account: a table in memory, and a journal of its changes. */
export class FileOutbox implements Outbox {
  constructor(
    private readonly account: string,
    private readonly table: OutboxTable,
    private readonly journal: OutboxJournal,
    readonly now: () => number,
  ) {}

  async add(newItem: NewItem): Promise<AddResult> {
    if (this.table.isFull(newItem)) return 'full';
    const { account } = this;
    const { content, ...item } = newItem;
    const endWriting = this.table.startWriting(newItem);
    const isStored = await this.journal.append({ op: 'add', account, item: { ...item, state: 'WAITING' }, content });
    endWriting();
    return isStored ? 'added' : 'unknown';
  }

  async find(id: string) {
    return this.table.find(id);
  }

  async list(max: number) {
    return this.table.list(max);
  }

  async readDepth() {
    return this.table.readDepth();
  }

  async count(lane: string): Promise<number> {
    return this.table.count(lane);
  }

  async cancel(lane: string): Promise<CancelResult | 'unavailable'> {
    const at = this.now();
    const { ids, cancelled, remaining } = this.table.cancel(lane, at);
    const records = ids.map((id) => this.appendSettled(id, 'CANCELLED', at, ''));
    // Without its record, a cancelled item would wait again after a restart.
    return (await Promise.all(records)).every(Boolean) ? { cancelled, remaining } : 'unavailable';
  }

  async claim(): Promise<ClaimedItem | undefined> {
    if (!this.journal.isOwn()) return undefined;
    const at = this.now();
    const claimed = this.table.claim(at);
    if (!claimed || this.table.isSendStored(claimed.item.id)) return claimed;
    if (await this.journal.append({ op: 'send', account: this.account, id: claimed.item.id, at })) return claimed;
    this.table.release(claimed, at + 1000, false);
    return undefined;
  }

  async release(claimed: ClaimedItem, dueAt: number, wasSent: boolean): Promise<void> {
    this.table.release(claimed, dueAt, wasSent);
  }

  async settle(claimed: ClaimedItem, state: SettledState, detail: string): Promise<boolean> {
    if (!this.table.holds(claimed)) return false;
    const at = this.now();
    const { id } = claimed.item;
    // Without its record, the item is checked and settled again after a restart.
    if (!(await this.appendSettled(id, state, at, detail))) this.table.settle(id, state, at, detail);
    return true;
  }

  private appendSettled(id: string, state: SettledState, at: number, detail: string): Promise<boolean> {
    return this.journal.append({ op: 'settle', account: this.account, id, state, at, detail });
  }
}
