/** What is known of one idempotency key. */
export interface Entry {
  readonly fingerprint: string;
  /** When it was last begun, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly isRunning: boolean;
  readonly answer?: string;
  /** When work began whose outcome is unknown. */
  readonly lostSince?: number;
  /** In milliseconds since the epoch; never while it runs. */
  readonly expiresAt: number;
}

/** What an entry takes beside its texts. */
const ENTRY_BYTES = 500;

/** What is kept of one owner's keys. Those that ended stand in the order in which they ended, and so expire. */
export class Holding {
  /** Of all entries, as V8 may hold their texts: two for each UTF-16 unit. */
  bytes = 0;
  running = 0;
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly owner: string) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: string): Entry | undefined {
    return this.entries.get(key);
  }

  /** Puts an entry last, in the place of the one that was there. */
  put(key: string, entry: Entry): void {
    this.remove(key);
    this.entries.set(key, entry);
    this.bytes += this.bytesOf(key, entry);
    if (entry.isRunning) this.running += 1;
  }

  remove(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.bytes -= this.bytesOf(key, entry);
    if (entry.isRunning) this.running -= 1;
  }

  /** Removes what ended first; false when nothing has. */
  dropFirst(): boolean {
    const [key] = this.firstEnded() ?? [];
    if (key !== undefined) this.remove(key);
    return key !== undefined;
  }

  dropExpired(now: number): void {
    for (let first = this.firstEnded(); first && first[1].expiresAt <= now; first = this.firstEnded()) {
      this.remove(first[0]);
    }
  }

  private firstEnded(): [string, Entry] | undefined {
    for (const one of this.entries) if (!one[1].isRunning) return one;
    return undefined;
  }

  private bytesOf(key: string, { answer = '' }: Entry): number {
    return ENTRY_BYTES + 2 * (this.owner.length + key.length + answer.length);
  }
}
