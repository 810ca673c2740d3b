import { once } from 'node:events';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { MAX_FAILURES_PER_MINUTE } from '../../../src/store/auth-failure-limiter.js';
import { readSignedWebhooks } from '../../sandbox/pagerduty/webhooks/signed-webhooks.js';
import { sign, startWebhookServer, webhookBody, type SentWebhook, type WebhookServer } from './webhook-harness.js';

const samples = readSignedWebhooks();
const OTHER_SECRET = 'the-secret-of-the-other-account';

let server: WebhookServer;
beforeEach(async () => {
  server = await startWebhookServer({ main: [samples.secret], other: [OTHER_SECRET], unused: [] });
});
afterEach(async () => {
  await server.app.close();
});

const sendSigned = (body: string | Buffer, webhook: Partial<SentWebhook> = {}, secret = samples.secret) =>
  server.send({ body, ...webhook, headers: { 'x-pagerduty-signature': sign(secret, body), ...webhook.headers } });

const sendUnsigned = () => server.send({ body: webhookBody() });

const sendEvent = (event: string, webhookId?: string) =>
  sendSigned(webhookBody({ id: event }), webhookId === undefined ? {} : { headers: { 'x-webhook-id': webhookId } });
const receivedIds = () => server.received.get('main')?.map(({ eventId }) => eventId);

const lastLine = () => server.log.at(-1);

function flipBit(text: string, index: number): Buffer {
  const bytes = Buffer.from(text);
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return bytes;
}

describe('a signed webhook', () => {
  test.each(samples.webhooks.map((one) => [one.type, one] as const))('%s is accepted', async (type, sample) => {
    const headers = { 'x-pagerduty-signature': sample.signature };
    expect(await server.send({ body: sample.body, headers })).toMatchObject({ status: 202, body: '' });
    expect(server.received.get('main')).toMatchObject([{ rawType: type }]);
  });

  test.each(samples.webhooks.map((one) => [one.type, one] as const))(
    '%s is refused with one bit changed, wherever it is',
    async (_type, { body, signature }) => {
      const indexes = [0, Math.floor(Buffer.byteLength(body) / 2), Buffer.byteLength(body) - 1];
      for (const index of indexes) {
        const headers = { 'x-pagerduty-signature': signature };
        expect(await server.send({ body: flipBit(body, index), headers })).toMatchObject({ status: 403 });
      }
      expect(server.received.get('main')).toEqual([]);
    },
  );

  test('hands the feed what it needs, and no more', async () => {
    await sendSigned(webhookBody({ agent: { id: 'PUSR001', type: 'user_reference' } }));
    const agent = { id: 'PUSR001', type: 'user_reference' };
    expect(server.received.get('main')).toEqual([
      {
        eventId: 'EVENT1',
        rawType: 'incident.triggered',
        occurredAt: '2026-03-18T12:00:00Z',
        agent,
        incidentId: 'PINC001',
      },
    ]);
  });

  test('of an unknown type is accepted', async () => {
    const body = webhookBody({ event_type: 'incident.sang', data: { incident: { id: 'PINC002' } } });
    expect(await sendSigned(body)).toMatchObject({ status: 202 });
    expect(server.received.get('main')).toMatchObject([{ rawType: 'incident.sang', incidentId: 'PINC002' }]);
  });

  test.each([{}, { 'content-type': 'application/json' }, { 'content-type': 'text/plain; charset=latin1' }])(
    'is read as bytes with the headers %j',
    async (headers) => {
      expect(await sendSigned(webhookBody({ note: 'Störung' }), { headers })).toMatchObject({ status: 202 });
    },
  );

  test('is logged in one line that holds its type, its ids and its age', async () => {
    jest.useFakeTimers({
      now: Date.parse('2026-03-18T12:00:05Z'),
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'],
    });
    try {
      const headers = { 'x-webhook-id': 'WEBHOOK1' };
      await sendSigned(webhookBody({ data: { id: 'PINC001', type: 'incident', title: 'Private title' } }), { headers });
    } finally {
      jest.useRealTimers();
    }
    const details = {
      account: 'main',
      type: 'incident.triggered',
      eventId: 'EVENT1',
      webhookId: 'WEBHOOK1',
      incidentId: 'PINC001',
      ageSeconds: 5,
      outcome: 'accepted',
    };
    expect(server.log).toMatchObject([{ level: 'info', message: 'Webhook received', details }]);
    expect(JSON.stringify(server.log)).not.toContain('Private title');
  });
});

describe('several secrets and signatures', () => {
  const [body, rotation] = [samples.webhooks.at(-1)?.body ?? '', samples.rotation];
  const [first = '', second = ''] = rotation.split(',');

  test.each([
    ['both signatures', rotation],
    ['a blank after the comma', `${first}, ${second}`],
    ['only the second one', second],
    ['unknown versions around', `v2=${'0'.repeat(64)},${second},v9=x`],
    ['garbage around', `nonsense,,v1=,${second}`],
    ['upper case digits', second.toUpperCase().replace('V1', 'v1')],
  ])('a gateway with the second secret accepts %s', async (_what, signature) => {
    const other = await startWebhookServer({ main: ['a-secret-of-another-age', samples.secondSecret] });
    expect(await other.send({ body, headers: { 'x-pagerduty-signature': signature } })).toMatchObject({ status: 202 });
    await other.app.close();
  });

  test('signatures in two headers are accepted', async () => {
    const headers = { 'x-pagerduty-signature': [second, first] };
    expect(await server.send({ body, headers })).toMatchObject({ status: 202 });
  });

  test.each([
    ['a line feed at the end', `${body}\n`, first],
    ['a last digit changed', body, first.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))],
    ['another version', body, first.replace('v1', 'v2')],
    ['a digit less', body, first.slice(0, -1)],
    ['a digit more', body, `${first}0`],
    ['letters that are not hex', body, first.replace(/.$/, 'g')],
    ['an empty signature', body, ''],
    ['the right one after ten others', body, `${`${second},`.repeat(10)}${first}`],
  ])('%s is refused', async (_what, content, signature) => {
    expect(await server.send({ body: content, headers: { 'x-pagerduty-signature': signature } })).toMatchObject({
      status: 403,
    });
  });
});

describe('a webhook that is not authentic', () => {
  const cases: readonly [what: string, account: string, headers: Record<string, string>, reason: string][] = [
    ['no signature', 'main', {}, 'no signature'],
    [
      'the secret of another account',
      'main',
      { 'x-pagerduty-signature': sign(OTHER_SECRET, webhookBody()) },
      'wrong signature',
    ],
    [
      'an unknown account',
      'nobody',
      { 'x-pagerduty-signature': sign(samples.secret, webhookBody()) },
      'unknown account',
    ],
    [
      'an account without secrets',
      'unused',
      { 'x-pagerduty-signature': sign('', webhookBody()) },
      'no WEBHOOK_SECRETS',
    ],
    ['a key of the object prototype', '__proto__', {}, 'unknown account'],
  ];

  test.each(cases)(
    '%s gets the same response as any other, and a reason in the log',
    async (_what, account, headers, reason) => {
      const { status, body } = await server.send({
        body: webhookBody(),
        account,
        headers: { ...headers, 'x-request-id': 'r1' },
      });
      const extensions = {
        code: 'FORBIDDEN',
        retryable: false,
        retryAfterSeconds: null,
        requestId: 'r1',
        outcome: 'NOT_SENT',
      };
      const message = expect.stringMatching(/^Invalid webhook signature\. .*WEBHOOK_SECRETS/);
      expect([status, JSON.parse(body)]).toEqual([403, { errors: [{ message, extensions }] }]);
      expect(server.log).toMatchObject([{ level: 'warn', message: 'Webhook refused', details: { reason } }]);
    },
  );

  test('is never parsed: an unsigned body that is not JSON gets the same response', async () => {
    expect(await server.send({ body: '{' })).toMatchObject({ status: 403 });
  });

  test('is counted, and gets 429 after too many; a valid one from the same address is accepted', async () => {
    for (let count = 0; count < MAX_FAILURES_PER_MINUTE; count += 1) expect((await sendUnsigned()).status).toBe(403);
    const { status, headers } = await sendUnsigned();
    expect([status, Number(headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect(lastLine()).toMatchObject({ message: 'Request rejected', details: { code: 'RATE_LIMITED' } });
    expect(await sendSigned(webhookBody())).toMatchObject({ status: 202 });
  });
});

describe('a request that the route refuses', () => {
  test('a signed body that is not JSON gets 400', async () => {
    const { status, body } = await sendSigned('{"event":');
    expect([status, JSON.parse(body)]).toMatchObject([400, { errors: [{ message: 'The body is not valid JSON.' }] }]);
    expect(lastLine()).toMatchObject({ message: 'Webhook refused', details: { account: 'main', reason: 'not JSON' } });
  });

  test('a body of 2 MiB gets 413, one of 1 MiB is read', async () => {
    const [large, allowed] = [2_097_152, 1_048_576].map((size) => webhookBody().padEnd(size));
    expect(await sendSigned(large ?? '')).toMatchObject({ status: 413 });
    expect(await sendSigned(allowed ?? '')).toMatchObject({ status: 202 });
  });

  test.each(['gzip', 'br', 'deflate'])('the encoding %s gets 415 in words', async (encoding) => {
    const { status, body } = await sendSigned(gzipSync(webhookBody()), { headers: { 'content-encoding': encoding } });
    expect([status, body]).toEqual([415, expect.stringContaining(`Unsupported Content-Encoding: ${encoding}.`)]);
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])('the method %s gets 405', async (method) => {
    const { status, headers } = await server.send({ body: '', method });
    expect([status, headers.allow]).toEqual([405, 'POST']);
  });

  test('any host name is accepted, because the signature proves the sender', async () => {
    expect(await sendSigned(webhookBody(), { headers: { host: 'tunnel.example' } })).toMatchObject({ status: 202 });
  });

  test('a page of an allowed origin gets no CORS header', async () => {
    const { headers } = await sendSigned(webhookBody(), { headers: { origin: 'http://localhost:3000' } });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('garbage with a valid signature', () => {
  test.each([
    ['null', 'null'],
    ['a list', '[]'],
    ['text', '"event"'],
    ['no event', '{}'],
    ['an event that is a list', '{"event":[]}'],
    ['an event without id', webhookBody({ id: null })],
    ['an empty id', webhookBody({ id: '' })],
    ['an id of 2 000 characters', webhookBody({ id: 'x'.repeat(2_000) })],
    ['a type that is a number', webhookBody({ event_type: 7 })],
    ['a time that is none', webhookBody({ occurred_at: 'yesterday' })],
  ])('%s is accepted and logged as unreadable', async (_what, body) => {
    expect(await sendSigned(body)).toMatchObject({ status: 202 });
    expect(server.received.get('main')).toEqual([]);
    expect(server.log).toMatchObject([{ level: 'warn', message: 'Webhook unreadable', details: { unreadable: 1 } }]);
  });

  test('is counted', async () => {
    await sendSigned('{}');
    await sendSigned('{}');
    expect(lastLine()).toMatchObject({ details: { unreadable: 2 } });
  });
});

describe('a webhook that arrives again', () => {
  test.each([
    ['both ids', 'E1', 'W1'],
    ['the event of another subscription', 'E1', 'W2'],
    ['the same delivery', 'E2', 'W1'],
    ['no delivery id', 'E1', undefined],
  ])('with %s is accepted and does not reach the feed', async (_what, event, webhookId) => {
    await sendEvent('E1', 'W1');
    expect(await sendEvent(event, webhookId)).toMatchObject({ status: 202 });
    expect(receivedIds()).toEqual(['E1']);
    expect(lastLine()).toMatchObject({ details: { outcome: 'duplicate' } });
  });

  test('is known in its own account only', async () => {
    await sendEvent('E1', 'W1');
    await sendSigned(webhookBody({ id: 'E1' }), { account: 'other', headers: { 'x-webhook-id': 'W1' } }, OTHER_SECRET);
    expect(server.received.get('other')).toHaveLength(1);
  });
});

describe('a server that stops', () => {
  test('completes a webhook that is on its way', async () => {
    const body = webhookBody();
    const sent = request(`${server.url}/webhooks/pagerduty/main`, {
      method: 'POST',
      headers: { 'x-pagerduty-signature': sign(samples.secret, body), 'content-length': Buffer.byteLength(body) },
    });
    sent.write(body.slice(0, 10));
    await once(server.app.server, 'request');
    const stopped = server.app.close();
    sent.end(body.slice(10));
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(202);
    response.resume();
    await stopped;
    expect(server.received.get('main')).toHaveLength(1);
  });
});
