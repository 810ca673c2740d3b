/** What is made of an answer before others get their turn, as counted: some ten milliseconds of work. */
const MAX_BYTES_PER_TURN = 512 * 1024;

/** Who waits for a turn, and how much it will make. */
interface QueuedList {
  readonly bytes: number;
  readonly resume: () => void;
}

/**
 * How large an answer has become while it is made. Counted by the entries of its lists, for nothing else multiplies: every
 * field of an entry takes at least as much room while it is made as is counted for it.
 */
export class ResponseSize {
  private bytes = 0;
  /** Made since others had their turn. */
  private bytesThisTurn = 0;
  private readonly queue: QueuedList[] = [];

  /** @param maxBytes in bytes */
  constructor(readonly maxBytes: number) {}

  /** Once it is, what is still asked of lists comes to nothing, and the answer is refused as a whole. */
  get isTooLarge(): boolean {
    return this.bytes > this.maxBytes;
  }

  /**
   * Counts more of it, before it is made.
   *
   * @returns undefined when it can be made at once; else when it is its turn, so that a large answer keeps nobody waiting
   */
  add(bytes: number): Promise<void> | undefined {
    this.bytes += bytes;
    if (this.isTooLarge) return undefined;
    if (this.queue.length === 0 && this.bytesThisTurn + bytes <= MAX_BYTES_PER_TURN) {
      this.bytesThisTurn += bytes;
      return undefined;
    }
    if (this.queue.length === 0) setImmediate(() => this.runNextTurn());
    return new Promise((resume) => this.queue.push({ bytes, resume }));
  }

  /** At least one goes, however much it makes. */
  private runNextTurn(): void {
    this.bytesThisTurn = 0;
    let count = 0;
    while (count < this.queue.length && this.bytesThisTurn < MAX_BYTES_PER_TURN) {
      this.bytesThisTurn += this.queue[count]?.bytes ?? 0;
      count += 1;
    }
    for (const { resume } of this.queue.splice(0, count)) resume();
    if (this.queue.length > 0) setImmediate(() => this.runNextTurn());
  }
}
