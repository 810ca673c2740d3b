import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MockAgent } from 'undici';
import type { Fault } from '../../../../src/faults/fault.js';
import { createEventsClient, type EventsClient } from '../../../../src/upstream/pagerduty/events/client.js';
import type { AlertEvent, AlertTrigger } from '../../../../src/upstream/pagerduty/events/alert-event.js';
import { fakeClock } from '../../fake-clock.js';

const ORIGIN = 'https://events.example';
const ROUTING_KEY = 'e93facc04764012d7bfb002500d5d1a6';

let agent: MockAgent;
let sent: { path: string; headers: unknown; body: unknown }[];

beforeEach(() => {
  agent = new MockAgent();
  agent.disableNetConnect();
  sent = [];
});

afterEach(async () => {
  agent.assertNoPendingInterceptors();
  await agent.close();
});

function client(): EventsClient {
  return createEventsClient({
    baseUrl: ORIGIN,
    dispatcher: agent,
    deadlineMs: 5000,
    tryTimeoutMs: 5000,
    clock: fakeClock(),
  });
}

function respondWith(status: number, body: unknown, headers: Record<string, string> = {}): void {
  agent
    .get(ORIGIN)
    .intercept({ path: () => true, method: 'POST' })
    .reply((call) => {
      const said: unknown = typeof call.body === 'string' ? JSON.parse(call.body) : undefined;
      sent.push({ path: call.path, headers: call.headers, body: said });
      const data = typeof body === 'string' ? body : JSON.stringify(body);
      return { statusCode: status, data, responseOptions: { headers } };
    });
}

const ACCEPTED = { status: 'success', message: 'Event processed', dedup_key: 'db03/disk' };
const trigger: AlertTrigger = {
  action: 'trigger',
  dedupKey: 'db03/disk',
  summary: 'Disk at 99 %',
  source: 'db03.example.com',
  severity: 'critical',
};

async function catchFault(event: AlertEvent, routingKey = ROUTING_KEY): Promise<Fault> {
  try {
    await client().sendEvent(routingKey, event);
  } catch (fault) {
    return fault as Fault;
  }
  throw new Error('It was taken for a success.');
}

describe('sending an event', () => {
  it('has the key in the body alone, and no other credential', async () => {
    respondWith(202, ACCEPTED);
    expect(await client().sendEvent(ROUTING_KEY, trigger)).toEqual({
      status: 'success',
      message: 'Event processed',
      dedupKey: 'db03/disk',
    });
    expect(sent).toEqual([
      {
        path: '/v2/enqueue',
        headers: {
          'accept-encoding': 'gzip, br',
          accept: 'application/json',
          'content-type': 'application/json',
          'user-agent': 'pagergraph',
          traceparent: expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-00$/),
        },
        body: {
          routing_key: ROUTING_KEY,
          event_action: 'trigger',
          dedup_key: 'db03/disk',
          payload: { summary: 'Disk at 99 %', source: 'db03.example.com', severity: 'critical' },
        },
      },
    ]);
  });

  it('has all fields of a trigger', async () => {
    respondWith(202, ACCEPTED);
    const links = [{ href: 'https://runbooks.example.com/disk', text: 'Runbook' }];
    const images = [{ src: 'https://charts.example.com/1.png', href: 'https://example.com/', alt: 'graph' }];
    await client().sendEvent(ROUTING_KEY, {
      ...trigger,
      component: 'mysql',
      group: 'db',
      eventClass: 'disk',
      details: { free: '1 %' },
      timestamp: '2026-01-01T00:00:00Z',
      client: 'Watcher',
      clientUrl: 'https://watcher.example.com',
      links,
      images,
    });
    expect(sent[0]?.body).toMatchObject({
      payload: {
        component: 'mysql',
        group: 'db',
        class: 'disk',
        custom_details: { free: '1 %' },
        timestamp: '2026-01-01T00:00:00Z',
      },
      links,
      images,
      client: 'Watcher',
      client_url: 'https://watcher.example.com',
    });
  });

  it.each(['acknowledge', 'resolve'] as const)('to %s needs only the key of the alert', async (action) => {
    respondWith(202, ACCEPTED);
    await client().sendEvent(ROUTING_KEY, { action, dedupKey: 'db03/disk' });
    expect(sent[0]?.body).toEqual({ routing_key: ROUTING_KEY, event_action: action, dedup_key: 'db03/disk' });
  });

  it('returns the key of PagerDuty’s response', async () => {
    respondWith(202, { ...ACCEPTED, dedup_key: 'made/up' });
    expect(await client().sendEvent(ROUTING_KEY, trigger)).toMatchObject({ dedupKey: 'made/up' });
  });

  it.each([{}, { message: '', dedup_key: '' }])(
    'returns the sent key, without a message, when PagerDuty sends none: %j',
    async (said) => {
      respondWith(202, { status: 'success', ...said });
      expect(await client().sendEvent(ROUTING_KEY, trigger)).toEqual({
        status: 'success',
        message: null,
        dedupKey: 'db03/disk',
      });
    },
  );

  it('is retried after a lost response, with the same key', async () => {
    agent
      .get(ORIGIN)
      .intercept({ path: () => true, method: 'POST' })
      .replyWithError(new Error('socket hang up'));
    respondWith(202, ACCEPTED);
    await client().sendEvent(ROUTING_KEY, trigger);
    expect(sent).toMatchObject([{ body: { dedup_key: 'db03/disk' } }]);
  });
});

describe('an event that cannot be sent', () => {
  it.each<[string, Partial<AlertTrigger>, string]>([
    ['an empty key', { dedupKey: ' ' }, 'dedupKey must have 1 to 255 characters.'],
    ['a key of 256 characters', { dedupKey: 'x'.repeat(256) }, 'dedupKey must have 1 to 255 characters.'],
    ['an empty summary', { summary: '' }, 'summary must have 1 to 1024 characters.'],
    ['a summary of 1025 characters', { summary: 'x'.repeat(1025) }, 'summary must have 1 to 1024 characters.'],
    ['no source', { source: '' }, 'source may not be empty.'],
    [
      'an image that is not https',
      { images: [{ src: 'http://charts.example.com/1.png' }] },
      'The src of an image must be an https URL.',
    ],
  ])('has %s', async (_, wrong, message) => {
    expect(await catchFault({ ...trigger, ...wrong })).toMatchObject({ code: 'INVALID_INPUT', message });
  });

  it('is larger than 512 KB', async () => {
    const event = { ...trigger, details: { text: 'ü'.repeat(256 * 1024) } };
    expect(await catchFault(event)).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: 'The event is larger than 512 KiB, the maximum of PagerDuty. Shorten its details.',
    });
  });

  it.each(['', 'y_NbAkKc66ryYTWUXYEu', '-'.repeat(32), `${ROUTING_KEY}0`])(
    'has the invalid routing key %j, which is a configuration error and is not repeated',
    async (routingKey) => {
      const fault = await catchFault(trigger, routingKey);
      expect(fault).toMatchObject({ code: 'UPSTREAM_UNAUTHENTICATED', outcome: 'NOT_SENT' });
      if (routingKey !== '') expect(fault.message).not.toContain(routingKey);
    },
  );
});

const invalidEvent = (...errors: string[]) => ({ status: 'invalid event', message: 'Event object is invalid', errors });

describe('an event that is refused', () => {
  it.each<[string, number, unknown, string, readonly string[]]>([
    [
      'for its content',
      400,
      invalidEvent("'payload.severity' is missing or blank"),
      'INVALID_INPUT',
      ['Event object is invalid', "'payload.severity' is missing or blank"],
    ],
    [
      'for its content, with an empty message',
      400,
      invalidEvent('', 'severity is missing'),
      'INVALID_INPUT',
      ['Event object is invalid', 'severity is missing'],
    ],
    ['without details', 400, { status: 'invalid event', message: 'No' }, 'INVALID_INPUT', ['No']],
    [
      'in the other envelope',
      400,
      { error: ['links should have at most 50 item(s)'] },
      'INVALID_INPUT',
      ['links should have at most 50 item(s)'],
    ],
    [
      'for an unknown key',
      400,
      invalidEvent('Invalid routing key'),
      'UPSTREAM_UNAUTHENTICATED',
      ['Event object is invalid', 'Invalid routing key'],
    ],
    ['for its size', 413, '', 'LIMIT_EXCEEDED', []],
  ])('%s', async (_, status, body, code, words) => {
    respondWith(status, body);
    expect(await catchFault(trigger)).toMatchObject({
      code,
      outcome: 'REFUSED',
      upstream: { upstream: 'PAGERDUTY', httpStatus: status, errors: words.map((message) => ({ message })) },
    });
  });

  it('does not contain the key it echoes', async () => {
    respondWith(400, invalidEvent(`Routing key ${ROUTING_KEY} is unknown`));
    const fault = await catchFault(trigger);
    expect(JSON.stringify(fault.upstream)).not.toContain(ROUTING_KEY);
    expect(fault.message).not.toContain(ROUTING_KEY);
  });

  it('has PagerDuty’s request id', async () => {
    respondWith(400, invalidEvent(), { 'x-request-id': 'req-7' });
    expect((await catchFault(trigger)).upstream?.requestId).toBe('req-7');
  });

  it('has no wait and no request id when PagerDuty sends neither', async () => {
    respondWith(400, invalidEvent());
    const fault = await catchFault(trigger);
    expect([fault.retryAfterSeconds, fault.upstream?.requestId]).toEqual([undefined, undefined]);
  });

  it('by a redirect may have been accepted', async () => {
    respondWith(302, ACCEPTED, { location: 'https://elsewhere.example.com' });
    expect(await catchFault(trigger)).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' });
  });

  it('by a rate limit is retried and then reported with the wait', async () => {
    for (let call = 0; call < 3; call += 1) respondWith(429, '429 - Request Limit Exceeded', { 'retry-after': '1' });
    expect(await catchFault(trigger)).toMatchObject({ code: 'UPSTREAM_RATE_LIMITED', retryAfterSeconds: 1 });
  });

  it.each(['', '<html></html>', {}, [], { status: 5 }, { status: '' }])(
    'with an unreadable acceptance %j is a bad response',
    async (body) => {
      respondWith(202, body);
      expect(await catchFault(trigger)).toMatchObject({
        code: 'UPSTREAM_BAD_RESPONSE',
        outcome: 'UNKNOWN',
        upstream: { upstream: 'PAGERDUTY', httpStatus: 202 },
      });
    },
  );
});
