/** The state of one idempotency key. */
export interface IdempotencyEntry {
  readonly fingerprint: string;
  /** When the last attempt began, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Present while it runs. */
  readonly claim?: string;
  readonly result?: string;
  /** When the attempt with the unknown outcome began. */
  readonly lostSince?: number;
  /** In milliseconds since the epoch; infinite while it runs. */
  readonly expiresAt: number;
}

/** Size of an entry without its strings. */
const ENTRY_OVERHEAD_BYTES = 500;

/** The entries of one owner. Finished entries are ordered by their end, which is also the order of expiry. */
export class OwnerEntries {
  /** Total size; V8 uses up to two bytes per UTF-16 code unit. */
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

  /** Replaces an entry, and moves it to the end. */
  set(key: string, entry: IdempotencyEntry): void {
    this.remove(key);
    this.entries.set(key, entry);
    this.bytes += this.measureEntry(key, entry);
    if (entry.claim !== undefined) this.running += 1;
  }

  remove(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.bytes -= this.measureEntry(key, entry);
    if (entry.claim !== undefined) this.running -= 1;
  }

  /** Removes the oldest finished entry; false if there is none. */
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
    for (const one of this.entries) if (one[1].claim === undefined) return one;
    return undefined;
  }

  private measureEntry(key: string, { result = '' }: IdempotencyEntry): number {
    return ENTRY_OVERHEAD_BYTES + 2 * (this.owner.length + key.length + result.length);
  }
}
