import type { RelayedWebhook, WebhookListener, WebhookOrigin, WebhookRelay } from '../webhook-relay.js';

/** Passes webhooks within this process. */
export class MemoryWebhookRelay implements WebhookRelay {
  private readonly listeners: WebhookListener[] = [];

  async publish(webhook: RelayedWebhook): Promise<void> {
    this.pass(webhook, 'RECEIVED');
  }

  follow(listener: WebhookListener): void {
    this.listeners.push(listener);
  }

  /** Calls the listeners; returns whether this replica reads the incident. */
  pass(webhook: RelayedWebhook, origin: WebhookOrigin): boolean {
    return this.listeners.map((listener) => listener(webhook, origin)).includes(true);
  }
}
