import type { RelayedWebhook, WebhookRelay } from '../webhook-relay.js';

/** Passes webhooks within this process. */
export function createMemoryWebhookRelay(): WebhookRelay {
  const listeners: ((webhook: RelayedWebhook) => void)[] = [];
  return {
    async publish(webhook) {
      for (const listener of listeners) listener(webhook);
    },
    follow(listener) {
      listeners.push(listener);
    },
  };
}
