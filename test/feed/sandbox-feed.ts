import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeWebhook } from '../../src/feed/decode-webhook.js';
import type { WebhookEvent } from '../../src/feed/incident-feed.js';
import { createMemoryWebhookIds } from '../../src/store/memory/webhook-ids.js';
import type { WireIncident } from '../../src/upstream/pagerduty/wire.js';
import { startTestSandbox, type TestSandbox } from '../sandbox/harness.js';
import { type FeedHarness, startFeed } from './harness.js';

/** A feed of the sandbox's account, with the sandbox's webhooks. */
export interface SandboxFeed extends FeedHarness, Pick<TestSandbox, 'sandbox' | 'pagerduty'> {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits until a condition holds; it is checked after each webhook and each change. */
  until(holds: () => boolean): Promise<void>;
  /** The open incidents as PagerDuty lists them, by id. */
  listOpen(): Promise<readonly WireIncident[]>;
  /** Ids of the webhook events that arrived. */
  readonly delivered: readonly string[];
}

/** The subscription that the sandbox makes for a target. */
const SUBSCRIPTION_ID = 'PWHK0001';
const SECRET = 'sandbox-feed-secret'.padEnd(64, '0');
const OPEN_INCIDENTS = '/incidents?statuses[]=triggered&statuses[]=acknowledged&date_range=all&limit=100';

export async function startSandboxFeed(options: { readonly pollSeconds?: number } = {}): Promise<SandboxFeed> {
  const testSandbox = await startTestSandbox({ limits: { pagerduty: 1e6 } });
  const { sandbox, timers } = testSandbox;
  const progress = new EventTarget();
  const notify = () => progress.dispatchEvent(new Event('progress'));
  const delivered: string[] = [];
  const ids = createMemoryWebhookIds();
  const door = await startWebhookDoor(async (event) => {
    delivered.push(event.eventId);
    if (await ids.add('main', [event.eventId])) harness.feed.receive(event, 'RECEIVED');
    notify();
  });
  sandbox.subscribe({ url: door.url, secret: SECRET });
  const { baseUrl, apiToken, from } = sandbox.pagerduty;
  const harness = startFeed({ ...options, baseUrl, apiToken, from, timers, webhookSubscriptionId: SUBSCRIPTION_ID });
  return {
    ...harness,
    sandbox,
    pagerduty: (path, request) => testSandbox.pagerduty(path, request),
    now: () => timers.now(),
    delivered,
    async watch() {
      harness.feed.watch(() => notify());
      return harness.watch();
    },
    async until(holds) {
      while (!holds()) await once(progress, 'progress');
    },
    async listOpen() {
      const { json } = await testSandbox.pagerduty(OPEN_INCIDENTS);
      return json['incidents'] as unknown as readonly WireIncident[];
    },
    async stop() {
      await harness.stop();
      await sandbox.stop();
      await door.stop();
    },
  };
}

/** What is shown of a list, ordered by id. References are compared by id, because lists and writes expand them differently. */
export function toShown(incidents: readonly WireIncident[]): readonly unknown[] {
  const shown = incidents.map((incident) => {
    const { id, status, title, urgency, updated_at: at, priority, assignments, escalation_policy: policy } = incident;
    const assignees = assignments?.map(({ assignee }) => assignee.id);
    return { id, status, title, urgency, at, priority: priority?.id, assignees, policy: policy?.id };
  });
  return shown.toSorted((a, b) => a.id.localeCompare(b.id));
}

/** Accepts webhooks on loopback. Signatures are the receiver's business. */
async function startWebhookDoor(receive: (event: WebhookEvent) => Promise<void>) {
  const server = createServer((request, response) => {
    void request.toArray().then(async (chunks) => {
      const event = decodeWebhook(JSON.parse(Buffer.concat(chunks as Buffer[]).toString()));
      if (event) await receive(event);
      response.writeHead(202).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
