const DONE = { done: true, value: undefined } as const;

/**
 * The events of one subscriber. A plain iterator, because `return` of an async generator waits for its pending `next`: the
 * source of a client that disconnected would stay open until the next event.
 */
export abstract class SubscriptionSource<T> implements AsyncIterableIterator<T, undefined> {
  private isClosed = false;
  private hasNew = false;
  private isTaking = false;
  /** Settles the pending `next`. */
  private resolveNext: ((result: IteratorResult<T, undefined> | Promise<never>) => void) | undefined;

  /** Reports that `take` may have an event. */
  notify(): void {
    this.hasNew = true;
    if (this.resolveNext && !this.isTaking) void this.takeNew();
  }

  /**
   * Must not be called again before it has settled. Not an async function, because that would take 500 bytes for as long as
   * it waits.
   */
  next(): Promise<IteratorResult<T, undefined>> {
    if (this.isClosed) return Promise.resolve(DONE);
    return new Promise((resolve) => {
      this.resolveNext = resolve;
      this.notify();
    });
  }

  /** Settles a pending `next` at once. */
  async return(): Promise<IteratorResult<T, undefined>> {
    this.close();
    return DONE;
  }

  async throw(error: unknown): Promise<never> {
    this.close();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The next event, or undefined when there is none yet. */
  protected abstract take(): T | undefined | Promise<T | undefined>;

  /** Releases everything that the source holds. Called once. */
  protected abstract release(): void;

  /** Settles `next` when there is an event. Never rejects. */
  private async takeNew(): Promise<void> {
    this.isTaking = true;
    try {
      while (this.hasNew && !this.isClosed) {
        // oxlint-disable-next-line no-await-in-loop -- what is reported at once is taken together
        await Promise.resolve();
        this.hasNew = false;
        // oxlint-disable-next-line no-await-in-loop -- one event follows the other
        const event = await this.take();
        if (event !== undefined) return this.settle({ done: false, value: event });
      }
    } catch (error) {
      if (!this.isClosed) this.settle(Promise.reject(error));
      this.close();
    } finally {
      this.isTaking = false;
    }
  }

  private settle(result: IteratorResult<T, undefined> | Promise<never>): void {
    this.resolveNext?.(result);
    this.resolveNext = undefined;
  }

  private close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.release();
    this.settle(DONE);
  }
}
