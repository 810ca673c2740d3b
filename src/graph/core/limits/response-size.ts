/** Estimated bytes that one response may add before it yields to other requests: about 10 ms of work. */
const MAX_BYTES_PER_TURN = 512 * 1024;

/** A list that waits for its turn, with its estimated bytes. */
interface QueuedList {
  readonly bytes: number;
  readonly resume: () => void;
}

/**
 * Estimated size of a response during execution. Only list entries are counted, because only lists multiply: every field
 * of an entry needs at least the counted memory.
 */
export class ResponseSize {
  private bytes = 0;
  /** Bytes since the last yield. */
  private bytesThisTurn = 0;
  private readonly queue: QueuedList[] = [];

  constructor(readonly maxBytes: number) {}

  /** When true, further lists are empty and the whole response is rejected. */
  get isTooLarge(): boolean {
    return this.bytes > this.maxBytes;
  }

  /**
   * Adds the bytes of a list before its entries are resolved.
   *
   * @returns undefined when the list may be resolved at once. Otherwise a promise that resolves later, so that a
   * large response does not block other requests
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

  /** Resumes at least one list, whatever its size. */
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
