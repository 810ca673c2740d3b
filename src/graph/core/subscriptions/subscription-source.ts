/** What a subscription waits for. */
export interface Upcoming<T> {
  /** The next event, or undefined when there is none yet. */
  take(): T | undefined | Promise<T | undefined>;
  /** Releases everything that the source holds. Called once. */
  close(): void;
}

const DONE = { done: true, value: undefined } as const;

/**
 * The events of one subscriber. A plain iterator, because `return` of an async generator waits for its pending `next`: the
 * source of a client that disconnected would stay open until the next event.
 */
export class SubscriptionSource<T> implements AsyncIterableIterator<T, undefined> {
  private isClosed = false;
  private hasNew = false;
  private wake: (() => void) | undefined;

  constructor(private readonly upcoming: Upcoming<T>) {}

  /** Reports that `take` may have an event. */
  readonly notify = (): void => {
    this.hasNew = true;
    this.wake?.();
  };

  /** Must not be called again before it has settled. */
  async next(): Promise<IteratorResult<T, undefined>> {
    try {
      while (!this.isClosed) {
        this.hasNew = false;
        const taken = this.upcoming.take();
        // oxlint-disable-next-line no-await-in-loop -- one event follows the other
        const event = taken instanceof Promise ? await taken : taken;
        if (event !== undefined && !this.isClosed) return { done: false, value: event };
        // oxlint-disable-next-line no-await-in-loop -- see above
        if (!this.hasNew && !this.isClosed) await new Promise<void>((resolve) => (this.wake = resolve));
      }
      return DONE;
    } catch (error) {
      this.close();
      throw error;
    }
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

  private close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.upcoming.close();
    this.wake?.();
  }
}
