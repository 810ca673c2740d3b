import { Fault } from '../../../faults/fault.js';
import type { ClaimedItem, SettledState } from '../../../store/outbox.js';
import type { AccountOutbox, OutboxLog } from './account-outbox.js';
import { isOutage } from './is-outage.js';

/** How often each replica looks for what is due. */
const INTERVAL_MS = 500;

/** Deliveries of one account and replica at the same time. */
const MAX_CONCURRENT = 4;

const BASE_DELAY_MS = 1_000;
const MAX_DELAY_MS = 15_000;

/** Longer requests of PagerDuty are checked so often. A 429 holds the call back in this process until its time has come. */
const MAX_RETRY_AFTER_MS = 60_000;

/** Delivers one item, and returns what is kept of the result. */
export type DeliverItem = (account: string, item: DeliveredItem) => Promise<object>;

export interface DeliveredItem {
  readonly content: string;
  readonly owner: string;
  /** Start of the first attempt that may have been executed, on the clock of this process. */
  readonly sentAt: number | undefined;
}

/** Delivers what waits, one item of each lane at a time, until it is accepted, refused or expired. */
export class OutboxDelivery {
  private timer: NodeJS.Timeout | undefined;
  private readonly running = new Set<Promise<void>>();
  private readonly busy = new Set<AccountOutbox>();
  private isStopped = false;

  constructor(
    readonly outboxes: readonly AccountOutbox[],
    private readonly deliver: DeliverItem,
    private readonly log: OutboxLog,
  ) {}

  start(): void {
    if (this.outboxes.length === 0) return;
    this.deliverDue();
    this.timer = setInterval(() => this.deliverDue(), INTERVAL_MS).unref();
  }

  /** Resolves when the deliveries in flight have ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await Promise.all(this.running);
  }

  private deliverDue(): void {
    for (const outbox of this.outboxes) {
      void outbox.refreshDepth();
      if (this.busy.has(outbox)) continue;
      this.busy.add(outbox);
      const run = this.deliverAllDue(outbox).finally(() => {
        this.busy.delete(outbox);
        this.running.delete(run);
      });
      this.running.add(run);
    }
  }

  /** Claims one item first, because mostly nothing is due. */
  private async deliverAllDue(outbox: AccountOutbox): Promise<void> {
    const claimed = await outbox.store.claim();
    if (!claimed) return;
    const first = this.deliverClaimed(outbox, claimed).then(() => this.deliverOneByOne(outbox));
    const others = Array.from({ length: MAX_CONCURRENT - 1 }, () => this.deliverOneByOne(outbox));
    await Promise.all([first, ...others]);
  }

  private async deliverOneByOne(outbox: AccountOutbox): Promise<void> {
    /* oxlint-disable no-await-in-loop -- the next item is claimed when this one has ended */
    while (!this.isStopped) {
      const claimed = await outbox.store.claim();
      if (!claimed) return;
      await this.deliverClaimed(outbox, claimed);
    }
    /* oxlint-enable no-await-in-loop */
  }

  private async deliverClaimed(outbox: AccountOutbox, claimed: ClaimedItem): Promise<void> {
    const { item, content, attempts } = claimed;
    const { sentAt } = item;
    if (item.expiresAt <= outbox.store.now()) {
      const reason =
        sentAt === undefined
          ? 'PagerDuty was not available in time.'
          : 'PagerDuty was not available in time. An earlier attempt may have reached it.';
      return this.settle(outbox, claimed, 'EXPIRED', { reason });
    }
    try {
      const startedAt = sentAt === undefined ? undefined : sentAt - outbox.clockOffset();
      const detail = await this.deliver(outbox.account, { content, owner: item.owner, sentAt: startedAt });
      await this.settle(outbox, claimed, 'DELIVERED', detail);
    } catch (error) {
      if (error instanceof Fault && isOutage(error)) {
        const dueAt = outbox.store.now() + getDelayMs(attempts, error);
        await outbox.store.release(claimed, Math.min(dueAt, item.expiresAt), error.outcome === 'UNKNOWN');
        return;
      }
      const isDefect = !(error instanceof Fault) || error.code === 'INTERNAL_SERVER_ERROR';
      if (isDefect) this.log.error({ err: error, queued: item.id }, 'A delivery failed');
      const reason = isDefect ? 'Internal error' : error.message;
      await this.settle(outbox, claimed, 'REFUSED', { reason });
    }
  }

  private async settle(
    outbox: AccountOutbox,
    claimed: ClaimedItem,
    state: SettledState,
    detail: { readonly reason?: string },
  ): Promise<void> {
    if (!(await outbox.store.settle(claimed, state, JSON.stringify(detail)))) return;
    outbox.counts[state] += 1;
    const waitedMs = Math.round(outbox.store.now() - claimed.item.queuedAt);
    const fields = { account: outbox.account, queued: claimed.item.id, waitedMs, ...detail };
    if (state === 'DELIVERED') this.log.info(fields, 'A queued item was delivered');
    else this.log.error(fields, `A queued item was not delivered: ${state.toLowerCase()}`);
  }
}

/** What PagerDuty requested, at most a minute; else an exponential backoff with jitter. */
function getDelayMs(attempts: number, { retryAfterSeconds }: Fault): number {
  if (retryAfterSeconds !== undefined) return Math.min(retryAfterSeconds * 1000, MAX_RETRY_AFTER_MS);
  return Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** Math.min(attempts - 1, 10)) * (0.5 + Math.random() / 2);
}
