/** What is made of an answer before others get their turn, as counted: some ten milliseconds of work. */
const TURN_BYTES = 512 * 1024;

/** Who waits for a turn, and how much it will make. */
interface Waiting {
  readonly bytes: number;
  readonly go: () => void;
}

/**
 * How large an answer has become while it is made. Counted by the entries of its lists, for nothing else multiplies: every
 * field of an entry takes at least as much room while it is made as is counted for it.
 */
export class AnswerSize {
  private bytes = 0;
  /** Made since others had their turn. */
  private ofTurn = 0;
  private readonly waiting: Waiting[] = [];

  /** @param limit in bytes */
  constructor(readonly limit: number) {}

  /** Once it is, what is still asked of lists comes to nothing, and the answer is refused as a whole. */
  get isTooLarge(): boolean {
    return this.bytes > this.limit;
  }

  /**
   * Counts more of it, before it is made.
   *
   * @returns undefined when it can be made at once; else when it is its turn, so that a large answer keeps nobody waiting
   */
  add(bytes: number): Promise<void> | undefined {
    this.bytes += bytes;
    if (this.isTooLarge) return undefined;
    if (this.waiting.length === 0 && this.ofTurn + bytes <= TURN_BYTES) {
      this.ofTurn += bytes;
      return undefined;
    }
    if (this.waiting.length === 0) setImmediate(() => this.nextTurn());
    return new Promise((go) => this.waiting.push({ bytes, go }));
  }

  /** At least one goes, however much it makes. */
  private nextTurn(): void {
    this.ofTurn = 0;
    let count = 0;
    while (count < this.waiting.length && this.ofTurn < TURN_BYTES) {
      this.ofTurn += this.waiting[count]?.bytes ?? 0;
      count += 1;
    }
    for (const { go } of this.waiting.splice(0, count)) go();
    if (this.waiting.length > 0) setImmediate(() => this.nextTurn());
  }
}
