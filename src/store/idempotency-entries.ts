/** What is known of one idempotency key. */
export interface IdempotencyEntry {
  readonly fingerprint: string;
  /** When it was last begun, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly isRunning: boolean;
  readonly result?: string;
  /** When work began whose outcome is unknown. */
  readonly lostSince?: number;
  /** In milliseconds since the epoch; never while it runs. */
  readonly expiresAt: number;
}

/** What an entry takes beside its texts. */
const ENTRY_OVERHEAD_BYTES = 500;

/** What is kept of one owner's keys. Those that ended stand in the order in which they ended, and so expire. */
export class OwnerEntries {
  /** Of all entries, as V8 may hold their texts: two for each UTF-16 unit. */
  bytes = 0;
  running = 0;
  private readonly entries = new Map<string, IdempotencyEntry>();

  constructor(private readonly owner: string) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: string): IdempotencyEntry | undefined {
    return this.entries.get(key);
  }

  /** Puts an entry last, in the place of the one that was there. */
  set(key: string, entry: IdempotencyEntry): void {
    this.remove(key);
    this.entries.set(key, entry);
    this.bytes += this.measureEntry(key, entry);
    if (entry.isRunning) this.running += 1;
  }

  remove(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.bytes -= this.measureEntry(key, entry);
    if (entry.isRunning) this.running -= 1;
  }

  /** Removes what ended first; false when nothing has. */
  dropOldest(): boolean {
    const [key] = this.findOldestFinished() ?? [];
    if (key !== undefined) this.remove(key);
    return key !== undefined;
  }

  dropExpired(now: number): void {
    for (let first = this.findOldestFinished(); first && first[1].expiresAt <= now; first = this.findOldestFinished()) {
      this.remove(first[0]);
    }
  }

  private findOldestFinished(): [string, IdempotencyEntry] | undefined {
    for (const one of this.entries) if (!one[1].isRunning) return one;
    return undefined;
  }

  private measureEntry(key: string, { result = '' }: IdempotencyEntry): number {
    return ENTRY_OVERHEAD_BYTES + 2 * (this.owner.length + key.length + result.length);
  }
}
