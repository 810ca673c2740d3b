/** Writes in one turn of the event loop: about 6 ms of work. */
const WRITES_PER_TURN = 200;

/** Spreads the writes to many subscribers over turns of the event loop, so that other requests are executed in between. */
export class WriteTurns {
  private remaining = WRITES_PER_TURN;
  private isScheduled = false;
  private queue: (() => void)[] = [];

  /** @returns undefined when the write may happen at once, otherwise a promise for its turn */
  take(): Promise<void> | undefined {
    this.schedule();
    if (this.remaining === 0) return new Promise((resolve) => this.queue.push(resolve));
    this.remaining -= 1;
    return undefined;
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => this.beginTurn());
  }

  private beginTurn(): void {
    this.isScheduled = false;
    const released = this.queue.slice(0, WRITES_PER_TURN);
    this.queue = this.queue.slice(WRITES_PER_TURN);
    this.remaining = WRITES_PER_TURN - released.length;
    if (released.length > 0) this.schedule();
    for (const release of released) release();
  }
}
