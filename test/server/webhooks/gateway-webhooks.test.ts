import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { bearer, liveGateways, type LiveGateway } from '../harness.js';
import { sendWebhook, sign, webhookBody } from './webhook-harness.js';

const gateways = liveGateways();

const SECRET = 'the-secret-of-the-subscription';
const KEY = 'the-key-of-a-caller';

const aborts: AbortController[] = [];
afterEach(() => {
  for (const abort of aborts.splice(0)) abort.abort();
});

/** A gateway whose callers need API keys, and whose webhooks have a secret. */
function open(): Promise<LiveGateway> {
  const sha256 = createHash('sha256').update(KEY).digest('hex');
  const keys = [{ name: 'web', sha256, scopes: ['INCIDENTS_READ', 'INCIDENTS_WRITE'] }];
  const env = { API_KEYS_FILE: gateways.writeFile('keys.json', keys), CALLER_RATE_LIMIT: '3' };
  return gateways.open(env, {
    accountOverrides: { webhookSecrets: [SECRET] },
  });
}

/** Resolves when the stream has the text. */
interface EventStream {
  waitFor(text: string): Promise<string>;
}

async function subscribe(url: string, query: string): Promise<EventStream> {
  const abort = new AbortController();
  aborts.push(abort);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    signal: abort.signal,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...bearer(KEY) },
    body: JSON.stringify({ query }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let received = '';
  return {
    async waitFor(text) {
      while (!received.includes(text)) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error(`The stream ended: ${received}`);
        received += value;
      }
      return received;
    },
  };
}

async function triggerAtPagerDuty(title: string): Promise<void> {
  const { baseUrl, apiToken, from } = gateways.sandbox().pagerduty;
  const incident = { type: 'incident', title, service: { id: 'PSVC001', type: 'service_reference' } };
  const { status } = await fetch(`${baseUrl}/incidents`, {
    method: 'POST',
    headers: { authorization: `Token token=${apiToken}`, from, 'content-type': 'application/json' },
    body: JSON.stringify({ incident }),
  });
  expect(status).toBe(201);
}

const send = (url: string, body: string) =>
  sendWebhook(url, { body, headers: { 'x-pagerduty-signature': sign(SECRET, body) } });

describe('webhooks of a gateway', () => {
  test('of PagerDuty reach a subscriber, although the sender has no API key', async () => {
    const { url } = await open();
    gateways.sandbox().subscribe({ url: `${url}/webhooks/pagerduty/main`, secret: SECRET });
    const list = await subscribe(url, 'subscription { openIncidents { isSnapshot upserted { title } } }');
    await list.waitFor('"isSnapshot":true');
    const events = await subscribe(url, 'subscription { incidentEvents { source rawType incident { title } } }');
    await triggerAtPagerDuty('Fog over the port');
    await list.waitFor('"title":"Fog over the port"');
    const event = { source: 'WEBHOOK', rawType: 'incident.triggered', incident: { title: 'Fog over the port' } };
    await events.waitFor(JSON.stringify(event));
  });

  test('are accepted within a second while PagerDuty does not respond', async () => {
    const { url, log } = await open();
    const stream = await subscribe(url, 'subscription { openIncidents { isSnapshot } }');
    await stream.waitFor('"isSnapshot":true');
    gateways.sandbox().control.pagerduty.addFault({ kind: 'hang', times: 100 });
    for (let count = 0; count < 20; count += 1) {
      const startedAt = performance.now();
      expect(await send(url, webhookBody({ id: `E${count}` }))).toMatchObject({ status: 202 });
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    }
    expect(log.filter(({ message }) => message === 'Webhook received')).toHaveLength(20);
  });

  test('do not count for the rate limit of callers', async () => {
    const { url, run } = await open();
    for (let count = 0; count < 10; count += 1)
      expect(await send(url, webhookBody({ id: `E${count}` }))).toMatchObject({ status: 202 });
    expect((await run('{ viewer { name } }', bearer(KEY))).errors).toEqual([]);
  });
});
