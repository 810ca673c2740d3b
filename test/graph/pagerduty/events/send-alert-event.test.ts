import { describe, expect, test } from '@jest/globals';
import { mockGatewayPerTest, pagerdutyAccount, ROUTING_KEY } from '../../mock-gateway.js';

const OTHER_KEY = 'an0therUnrealRoutingKey'.padEnd(32, '0');

const { events, run } = mockGatewayPerTest({
  pagerduty: {
    byKey: { main: pagerdutyAccount, second: { ...pagerdutyAccount, routingKeys: { probes: OTHER_KEY } } },
    defaultKey: 'main',
  },
});

const DOCUMENT = `mutation ($input: SendAlertEventInput!) {
  sendAlertEvent(input: $input) { accepted dedupKey adjustments { field message } userErrors { code message field } }
}`;
const TRIGGER = { summary: 'Disk at 99 %', source: 'db03', severity: 'CRITICAL' };

interface SentEvent {
  readonly sendAlertEvent: {
    readonly accepted: boolean;
    readonly dedupKey: string | null;
    readonly adjustments: readonly { readonly field: readonly string[]; readonly message: string }[];
    readonly userErrors: object[];
  };
}

const send = (event: object, more: object = {}) =>
  run<SentEvent>(DOCUMENT, { input: { integration: 'monitoring', event, ...more } });

const mockAccepted = (key: string) =>
  events
    .expects('POST', '/v2/enqueue')
    .respondsWith(202, { status: 'success', message: 'Event processed', dedup_key: key });

describe('an alert event', () => {
  test('is sent with the routing key of its integration and all its fields', async () => {
    mockAccepted('db03/disk');
    const trigger = {
      ...TRIGGER,
      dedupKey: ' db03/disk ',
      component: 'mysql',
      group: 'db',
      eventClass: 'disk',
      details: { free: '1 %', id: 'pagerduty://second/Incident/P1' },
      timestamp: '2026-01-02T03:04:05+01:00',
      client: 'Probes',
      clientUrl: 'https://probes.example/1',
      links: [{ href: 'https://runbooks.example/disk', text: null }],
      images: [{ src: 'https://charts.example/1.png', alt: 'graph' }],
    };
    const { data } = await send({ trigger });
    expect(data.sendAlertEvent).toEqual({ accepted: true, dedupKey: 'db03/disk', adjustments: [], userErrors: [] });
    expect(events.call().body).toEqual({
      routing_key: ROUTING_KEY,
      event_action: 'trigger',
      dedup_key: 'db03/disk',
      payload: {
        summary: 'Disk at 99 %',
        source: 'db03',
        severity: 'critical',
        timestamp: '2026-01-02T02:04:05.000Z',
        component: 'mysql',
        group: 'db',
        class: 'disk',
        custom_details: { free: '1 %', id: 'pagerduty://second/Incident/P1' },
      },
      links: [{ href: 'https://runbooks.example/disk' }],
      images: [{ src: 'https://charts.example/1.png', alt: 'graph' }],
      client: 'Probes',
      client_url: 'https://probes.example/1',
    });
  });

  test('accepts a summary of 1024 characters and a key of 255, however many bytes they take', async () => {
    const [summary, dedupKey] = ['🔥'.repeat(1024), '🔑'.repeat(255)];
    mockAccepted(dedupKey);
    const { data } = await send({ trigger: { ...TRIGGER, summary, dedupKey } });
    expect(data.sendAlertEvent).toEqual({ accepted: true, dedupKey, adjustments: [], userErrors: [] });
    expect(events.call().body).toMatchObject({ dedup_key: dedupKey, payload: { summary } });
  });

  test('without a key gets one, which is returned', async () => {
    mockAccepted('');
    const { data } = await send({ trigger: TRIGGER });
    const { dedup_key: key } = events.call().body as { dedup_key: string };
    expect(key).toMatch(/^[0-9a-f-]{36}$/);
    expect(data.sendAlertEvent).toEqual({ accepted: true, dedupKey: key, adjustments: [], userErrors: [] });
  });

  test.each(['acknowledge', 'resolve'])('can %s', async (action) => {
    mockAccepted('db03/disk');
    const { data } = await send({ [action]: { dedupKey: 'db03/disk' } });
    expect(data.sendAlertEvent).toMatchObject({ accepted: true, dedupKey: 'db03/disk' });
    expect(events.call().body).toEqual({ routing_key: ROUTING_KEY, event_action: action, dedup_key: 'db03/disk' });
  });

  test('uses the integrations of the named account', async () => {
    mockAccepted('k');
    await send({ resolve: { dedupKey: 'k' } }, { account: 'second', integration: 'probes' });
    expect(events.call().body).toMatchObject({ routing_key: OTHER_KEY });
  });

  test('is retried with the same key when its response is lost', async () => {
    events.expects('POST', '/v2/enqueue').failsWith('ECONNRESET');
    mockAccepted('k');
    expect((await send({ trigger: TRIGGER })).data.sendAlertEvent.accepted).toBe(true);
    const keys = events.sent.map(({ body }) => (body as { dedup_key: string }).dedup_key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  test('that may have arrived is reported with the key for a retry', async () => {
    events.allows('POST', '/v2/enqueue').failsWith('ECONNRESET');
    const { data, errors } = await send({ trigger: TRIGGER });
    const { dedup_key: dedupKey } = events.call().body as { dedup_key: string };
    expect(data).toEqual({ sendAlertEvent: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN', dedupKey } }]);
  });

  test('with a routing key that PagerDuty rejects is a configuration error that does not expose the key', async () => {
    const errors = [`Invalid routing key ${ROUTING_KEY}`];
    events
      .expects('POST', '/v2/enqueue')
      .respondsWith(400, { status: 'invalid event', message: 'Event object is invalid', errors });
    const response = await send({ trigger: TRIGGER });
    expect(response.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAUTHENTICATED' } }]);
    expect(JSON.stringify(response)).not.toContain(ROUTING_KEY);
  });
});

const field = (...path: string[]) => ['input', 'event', ...path];

describe('refused before any call', () => {
  test.each<[string, object, readonly string[]]>([
    ['a blank summary', { ...TRIGGER, summary: ' ' }, field('trigger', 'summary')],
    ['a summary of 1025 characters', { ...TRIGGER, summary: 'x'.repeat(1025) }, field('trigger', 'summary')],
    ['a summary of 1025 emoji', { ...TRIGGER, summary: '🔥'.repeat(1025) }, field('trigger', 'summary')],
    ['a blank source', { ...TRIGGER, source: '' }, field('trigger', 'source')],
    ['the severity UNKNOWN', { ...TRIGGER, severity: 'UNKNOWN' }, field('trigger', 'severity')],
    ['a blank key', { ...TRIGGER, dedupKey: ' ' }, field('trigger', 'dedupKey')],
    ['a key of 256 characters', { ...TRIGGER, dedupKey: 'x'.repeat(256) }, field('trigger', 'dedupKey')],
    ['details that are a string', { ...TRIGGER, details: 'x' }, field('trigger', 'details')],
    ['details that are a list', { ...TRIGGER, details: [] }, field('trigger', 'details')],
    ['a link that is not a URL', { ...TRIGGER, links: [{ href: '' }] }, field('trigger', 'links', '0', 'href')],
    ['a client without an address', { ...TRIGGER, clientUrl: '' }, field('trigger', 'clientUrl')],
    [
      'an image that is not a URL',
      { ...TRIGGER, images: [{ src: 'https://charts.example/1.png', href: ' ' }] },
      field('trigger', 'images', '0', 'href'),
    ],
    [
      'an image without https',
      { ...TRIGGER, images: [{ src: 'http://charts.example/1.png' }] },
      field('trigger', 'images', '0', 'src'),
    ],
  ])('is %s', async (_, trigger, path) => {
    const { data } = await send({ trigger });
    expect(data.sendAlertEvent).toMatchObject({
      accepted: false,
      dedupKey: null,
      userErrors: [{ code: 'INVALID_INPUT', field: path }],
    });
  });

  test('is an update without a key', async () => {
    const { data } = await send({ resolve: { dedupKey: '' } });
    expect(data.sendAlertEvent.userErrors).toMatchObject([
      { code: 'INVALID_INPUT', field: field('resolve', 'dedupKey') },
    ]);
  });

  test.each(['probes', '__proto__', 'toString', ''])('is an unknown integration "%s"', async (integration) => {
    const response = await send({ resolve: { dedupKey: 'k' } }, { integration });
    expect(response.data.sendAlertEvent.userErrors).toMatchObject([
      { code: 'INVALID_INPUT', field: ['input', 'integration'] },
    ]);
    expect(JSON.stringify(response)).not.toContain(ROUTING_KEY);
  });

  test('is an account that is not configured', async () => {
    const { data } = await send({ resolve: { dedupKey: 'k' } }, { account: 'third' });
    expect(data.sendAlertEvent.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'account'] }]);
  });
});

const sendAdjusted = async (event: object) => {
  const { data } = await send(event, { onTooLong: 'ADJUST' });
  return data.sendAlertEvent;
};

/** The dedup key of an adjusted event. */
async function sentDedupKey(event: object): Promise<unknown> {
  mockAccepted('');
  await sendAdjusted(event);
  return Object(events.sent.at(-1)?.body)['dedup_key'];
}

describe('an event that may be adjusted', () => {
  test('is sent as Alertmanager writes it: a summary of 1,100 characters and an empty link', async () => {
    mockAccepted('k');
    const links = [
      { href: '', text: 'Runbook' },
      { href: 'https://graphs.example/1', text: '' },
    ];
    const response = await sendAdjusted({
      trigger: {
        ...TRIGGER,
        dedupKey: 'k',
        summary: `${'🔥'.repeat(1099)}!`,
        links,
        images: [{ src: '' }],
        clientUrl: '',
      },
    });
    expect(response).toMatchObject({ accepted: true, dedupKey: 'k', userErrors: [] });
    expect(response.adjustments.map((one) => one.field.slice(2).join('.'))).toEqual([
      'trigger.clientUrl',
      'trigger.summary',
      'trigger.links.0',
      'trigger.links.1.text',
      'trigger.images.0',
    ]);
    const body = events.call().body as { payload: { summary: string } };
    expect(body).toMatchObject({ links: [{ href: 'https://graphs.example/1' }], images: [] });
    expect(body).not.toHaveProperty('client_url');
    expect(body.payload.summary).toBe(`${'🔥'.repeat(1023)}…`);
  });

  test('is unchanged when everything fits', async () => {
    mockAccepted('k');
    expect((await sendAdjusted({ trigger: { ...TRIGGER, dedupKey: 'k' } })).adjustments).toEqual([]);
    expect(events.call().body).toMatchObject({ payload: { summary: TRIGGER.summary } });
  });

  test('keeps one key from its trigger to its resolve, and two long keys distinct', async () => {
    const [one, other] = [`${'k'.repeat(300)}1`, `${'k'.repeat(300)}2`];
    const key = await sentDedupKey({ trigger: { ...TRIGGER, dedupKey: one } });
    expect(key).toHaveLength(255);
    expect(await sentDedupKey({ acknowledge: { dedupKey: one } })).toBe(key);
    expect(await sentDedupKey({ resolve: { dedupKey: one } })).toBe(key);
    expect(await sentDedupKey({ resolve: { dedupKey: other } })).not.toBe(key);
  });

  test.each(['summary', 'source'])('still requires its %s', async (name) => {
    const response = await sendAdjusted({ trigger: { ...TRIGGER, [name]: ' ' } });
    expect(response).toMatchObject({
      accepted: false,
      adjustments: [],
      userErrors: [{ code: 'INVALID_INPUT', field: field('trigger', name) }],
    });
  });
});
