import type { StoreLog } from '../store-log.js';

const LOG_INTERVAL_MS = 60_000;

/** Errors that follow from another error, which names the cause. */
const CONSEQUENCE =
  /^(?:Connection is closed|Stream isn't writeable|Command timed out|None of startup nodes|Reached the max retries)/;

/** Logs at most once per minute that Redis is unavailable, however often that changes, and counts what happens. */
export class AvailabilityLog {
  /** Why Redis was unavailable last. ioredis puts no credentials into its messages. */
  reason = 'no connection yet';
  private unavailableSince: number | undefined;
  private loggedAt = -Infinity;
  private isLogged = false;
  /** Since the last line of the log that reports them. */
  private skippedSinceOutage = 0;
  readonly counts = { succeeded: 0, failed: 0, skipped: 0, invalidValues: 0 };
  private invalidLoggedAt = -Infinity;

  constructor(
    private readonly log: StoreLog,
    private readonly now: () => number = () => performance.now(),
  ) {}

  setUnavailable(error?: Error): void {
    if (error && (this.unavailableSince === undefined || !CONSEQUENCE.test(error.message)))
      this.reason = toReason(error);
    this.unavailableSince ??= this.now();
    if (this.now() - this.loggedAt < LOG_INTERVAL_MS) return;
    this.loggedAt = this.now();
    this.isLogged = true;
    const { reason, skippedSinceOutage: skippedCommands } = this;
    this.log.warn({ reason, skippedCommands }, 'Redis is unavailable: this replica works with its own state');
  }

  setAvailable(): void {
    if (this.isLogged && this.unavailableSince !== undefined) {
      const seconds = Math.round((this.now() - this.unavailableSince) / 1000);
      this.log.info({ seconds, skippedCommands: this.skippedSinceOutage }, 'Redis is available again');
    }
    this.unavailableSince = undefined;
    this.isLogged = false;
    this.skippedSinceOutage = 0;
    this.reason = 'the connection was closed';
  }

  countSkipped(): void {
    this.counts.skipped += 1;
    this.skippedSinceOutage += 1;
  }

  countInvalidValue(reason: string): void {
    this.counts.invalidValues += 1;
    if (this.now() - this.invalidLoggedAt < LOG_INTERVAL_MS) return;
    this.invalidLoggedAt = this.now();
    const { invalidValues } = this.counts;
    this.log.warn({ reason, invalidValues }, 'Ignored a value in Redis that this gateway did not write');
  }
}

function toReason(error: Error & { code?: string; lastNodeError?: Error }): string {
  const cause = error.lastNodeError ?? error;
  return cause.message || (error.code ?? error.name);
}
