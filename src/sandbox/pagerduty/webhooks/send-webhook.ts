import { request, type Agent } from 'node:http';
import { SECOND } from '../../clock.js';
import type { Schedule } from '../../schedule.js';
import type { Webhook } from './webhook.js';

/** Time for a response, in milliseconds. */
export const WEBHOOK_TIMEOUT_MS = 5 * SECOND;

/**
 * Sends a webhook once. Redirects are not followed.
 *
 * @returns the status of the response; undefined without one in time, or if the address or a header cannot be sent
 */
export function sendWebhook(webhook: Webhook, agent: Agent, schedule: Schedule): Promise<number | undefined> {
  return sendRequest(webhook, agent, schedule).catch(() => undefined);
}

function sendRequest({ url, headers, body }: Webhook, agent: Agent, schedule: Schedule): Promise<number | undefined> {
  return new Promise((resolve) => {
    const target = new URL(url);
    const sent = request(target, {
      agent,
      method: 'POST',
      // Node sends names as they are written: in lower case, as PagerDuty does.
      headers: { ...headers, host: target.host, 'content-length': String(Buffer.byteLength(body)) },
    });
    let cancelTimeout: (() => void) | undefined;
    const settle = (status: number | undefined) => {
      cancelTimeout?.();
      resolve(status);
    };
    // The time counts from the socket, because a delivery may wait for a free connection.
    sent.on('socket', () => {
      cancelTimeout = schedule(() => sent.destroy(), WEBHOOK_TIMEOUT_MS);
    });
    sent.on('response', (response) => {
      response.resume();
      settle(response.statusCode);
    });
    sent.on('error', () => settle(undefined));
    sent.on('close', () => settle(undefined));
    sent.end(body);
  });
}

export type WebhookOutcome = 'accepted' | 'retry' | 'drop';

/** Redirects are dropped: PagerDuty documents nothing for them (docs/upstream-quirks.md, quirk 136). */
export function toWebhookOutcome(status: number | undefined): WebhookOutcome {
  if (status === undefined || status === 429 || status >= 500) return 'retry';
  return status >= 200 && status < 300 ? 'accepted' : 'drop';
}
