import type { FeedClock } from './feed-clock.js';

/** Work that runs again and again, one run at a time. */
export class RepeatingTask {
  private cancelTimer: (() => void) | undefined;
  isStarted = false;
  private isRunning = false;
  private runsAgain = false;

  /** @param work returns the delay from the start of this run to the start of the next in milliseconds; must not reject */
  constructor(
    private readonly clock: FeedClock,
    private readonly work: () => Promise<number>,
  ) {}

  /** Runs at once, and then repeatedly until `stop`. */
  start(): void {
    this.isStarted = true;
    this.runNow();
  }

  stop(): void {
    this.isStarted = false;
    this.cancelTimer?.();
  }

  /** Runs at once, or after the run in progress. */
  runNow(): void {
    if (!this.isStarted) return;
    this.runsAgain = this.isRunning;
    if (!this.isRunning) void this.run();
  }

  private async run(): Promise<void> {
    this.cancelTimer?.();
    this.isRunning = true;
    const startedAt = this.clock.monotonic();
    const delayMs = await this.work();
    this.isRunning = false;
    if (!this.isStarted) return;
    const remainingMs = this.runsAgain ? 0 : Math.max(0, startedAt + delayMs - this.clock.monotonic());
    this.runsAgain = false;
    this.cancelTimer = this.clock.after(remainingMs, () => void this.run());
  }
}
