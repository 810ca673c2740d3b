import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fieldValues, startTestSandbox, textField, type Json, type TestSandbox } from '../../harness.js';
import { startReceiver, type WebhookReceiver } from '../../webhook-receiver.js';

let harness: TestSandbox;
let receiver: WebhookReceiver;
let issuer: Server;
/** Forms that the issuer received. */
let forms: URLSearchParams[];
let issuerStatus: number;
beforeEach(async () => {
  harness = await startTestSandbox();
  receiver = await startReceiver();
  forms = [];
  issuerStatus = 200;
  issuer = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      forms.push(new URLSearchParams(Buffer.concat(chunks).toString()));
      response.writeHead(issuerStatus, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: `token-${forms.length}`, token_type: 'bearer' }));
    });
  }).listen(0, '127.0.0.1');
  await once(issuer, 'listening');
});
afterEach(async () => {
  await harness.sandbox.stop();
  await receiver.stop();
  issuer.closeAllConnections();
  issuer.close();
});

const PATH = '/webhook_subscriptions/oauth_clients';

const clientBody = (changes: object = {}) => ({
  oauth_client: {
    name: 'Gateway',
    client_id: 'webhooks',
    client_secret: 'client-secret',
    token_url: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/token`,
    grant_type: 'client_credentials',
    scope: 'hooks',
    ...changes,
  },
});

async function createClient(): Promise<string> {
  const { status, json } = await harness.pagerduty(PATH, { body: clientBody() });
  expect(status).toBe(201);
  return textField(json['oauth_client'], 'id');
}

async function subscribe(oauth_client_id: string): Promise<Json> {
  const { json } = await harness.pagerduty('/webhook_subscriptions', {
    body: {
      webhook_subscription: {
        type: 'webhook_subscription',
        events: ['incident.annotated'],
        filter: { type: 'account_reference' },
        delivery_method: { type: 'http_delivery_method', url: receiver.url },
        oauth_client_id,
      },
    },
  });
  return json['webhook_subscription'] as Json;
}

const addNote = (content: string) => harness.pagerduty('/incidents/PINC060/notes', { body: { note: { content } } });
const authorizations = () => receiver.received.map(({ headers }) => headers['authorization']);

test('a client is created, listed, changed and deleted, and its secret is never returned', async () => {
  const id = await createClient();
  expect(id).toHaveLength(26);
  const change = { oauth_client: { name: 'Renamed', client_secret: 'other' } };
  expect((await harness.pagerduty(`${PATH}/${id}`, { method: 'PUT', body: change })).json['oauth_client']).toEqual({
    id,
    type: 'oauth_client',
    name: 'Renamed',
    client_id: 'webhooks',
    scope: 'hooks',
    token_url: expect.stringContaining('/token'),
    grant_type: 'client_credentials',
    status: 'active',
  });
  expect(fieldValues((await harness.pagerduty(PATH)).json['oauth_clients'], 'name')).toEqual(['Renamed']);
  expect((await harness.pagerduty(`${PATH}/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await harness.pagerduty(`${PATH}/${id}`)).status).toBe(404);
});

test.each([
  [{ name: '' }],
  [{ client_id: 'x'.repeat(256) }],
  [{ grant_type: 'password' }],
  [{ token_url: 'https://login.example.com/token' }],
])('an invalid client is refused: %j', async (changes) => {
  expect((await harness.pagerduty(PATH, { body: clientBody(changes) })).status).toBe(400);
});

test('an account has at most ten clients', async () => {
  for (let count = 0; count < 10; count += 1) await createClient();
  const { status, json } = await harness.pagerduty(PATH, { body: clientBody() });
  expect([status, json['error']?.['code']]).toEqual([400, 2019]);
});

describe('webhooks of a subscription with a client', () => {
  test('carry a token, which is fetched once', async () => {
    const id = await createClient();
    expect((await subscribe(id))['oauth_client']).toEqual({ id, type: 'oauth_client_reference', summary: 'Gateway' });
    await addNote('1');
    await addNote('2');
    await receiver.waitFor(2);
    expect(authorizations()).toEqual(['Bearer token-1', 'Bearer token-1']);
    expect(Object.fromEntries(forms[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: 'webhooks',
      client_secret: 'client-secret',
      scope: 'hooks',
    });
  });

  test('are sent again at once with a new token after a 401', async () => {
    await subscribe(await createClient());
    receiver.respond(401);
    await addNote('1');
    await receiver.waitFor(2);
    expect(authorizations()).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(new Set(receiver.received.map(({ headers }) => headers['x-webhook-id'])).size).toBe(1);
  });

  test('are dropped after a second 401', async () => {
    await subscribe(await createClient());
    receiver.respond(401, 401);
    await addNote('1');
    await receiver.waitFor(2);
    await harness.timers.waitUntilIdle();
    await addNote('2');
    await receiver.waitFor(3);
    expect(receiver.received.map(({ event }) => event['data']?.['content'])).toEqual(['1', '1', '2']);
  });

  test('wait while the issuer fails', async () => {
    const id = await createClient();
    await subscribe(id);
    issuerStatus = 500;
    await addNote('1');
    await harness.timers.waitFor(1000);
    expect((await harness.pagerduty(`${PATH}/${id}`)).json['oauth_client']).toMatchObject({ status: 'error' });
    issuerStatus = 200;
    harness.advanceClock(1000);
    await receiver.waitFor(1);
    expect(authorizations()).toEqual(['Bearer token-2']);
  });

  test('carry none after its deletion', async () => {
    const id = await createClient();
    await subscribe(id);
    await harness.pagerduty(`${PATH}/${id}`, { method: 'DELETE' });
    await addNote('1');
    await receiver.waitFor(1);
    expect(authorizations()).toEqual([undefined]);
  });
});
