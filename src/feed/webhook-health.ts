import { Fault } from '../faults/fault.js';
import type { WireWebhookSubscription } from '../upstream/pagerduty/wire-webhook.js';
import type { FeedReader } from './feed-reader.js';
import type { FeedWebhookStatus } from './incident-feed.js';

/** Whether PagerDuty delivers webhooks: three drops in a row disable a subscription for 24 hours (docs/upstream-quirks.md, quirk 131). */
export class WebhookHealth {
  /** Our clock, in milliseconds since the epoch. */
  private lastDeliveryAt: number | undefined;
  private subscription: WireWebhookSubscription | undefined;
  private hasFailed = false;

  /** @param subscriptionId absent without webhooks */
  constructor(
    private readonly reader: FeedReader,
    private readonly subscriptionId: string | undefined,
  ) {}

  get isConfigured(): boolean {
    return this.subscriptionId !== undefined;
  }

  /** Whether events arrive by webhook. */
  get isHealthy(): boolean {
    const status = this.getStatus();
    return status !== null && status.isActive && !status.isTemporarilyDisabled;
  }

  /** @param at our clock, in milliseconds since the epoch */
  noteDelivery(at: number): void {
    this.lastDeliveryAt = at;
  }

  getStatus(): FeedWebhookStatus | null {
    if (!this.subscription) return null;
    const { id, active, delivery_method: delivery } = this.subscription;
    return {
      pagerDutyId: id,
      isActive: active,
      isTemporarilyDisabled: delivery?.temporarily_disabled ?? false,
      lastDeliveryAt: this.lastDeliveryAt === undefined ? null : new Date(this.lastDeliveryAt).toISOString(),
    };
  }

  /** Reads the subscription. One failed read proves nothing; a second one, and a refused one, count as darkness. */
  async check(): Promise<void> {
    const { subscriptionId: id } = this;
    if (id === undefined) return;
    try {
      const { value } = await this.reader.read('webhook subscription', (client) => client.getWebhookSubscription(id));
      this.subscription = value;
      this.hasFailed = false;
    } catch (error) {
      if (this.hasFailed || isRefused(error)) this.subscription = undefined;
      this.hasFailed = true;
    }
  }
}

/** Whether the subscription is gone or may not be read. */
function isRefused(error: unknown): boolean {
  return error instanceof Fault && (error.upstream?.httpStatus ?? 500) < 429;
}
