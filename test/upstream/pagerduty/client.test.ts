import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MockAgent } from 'undici';
import { createPagerDutyClient, type PagerDutyClient } from '../../../src/upstream/pagerduty/client.js';
import { createApiKeyCredential } from '../../../src/upstream/pagerduty/credential.js';
import { type FakeClock, fakeClock } from '../fake-clock.js';
import { wireIncident } from './wire-incident.js';

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const ORIGIN = 'https://pagerduty.example';
const KEY = 'u+secretKEY1234567890';
const ACTOR = 'earline@example.com';
const INCIDENT = { incident: wireIncident() };
const INCIDENTS = { incidents: [wireIncident()], limit: 25, offset: 0, more: false, total: null };

let agent: MockAgent;
let sent: SentRequest[];

beforeEach(() => {
  agent = new MockAgent();
  agent.disableNetConnect();
  sent = [];
});

afterEach(async () => {
  agent.assertNoPendingInterceptors();
  await agent.close();
});

function client(options: { from?: string; clock?: FakeClock } = {}): PagerDutyClient {
  const { from, clock } = options;
  return createPagerDutyClient({
    account: { baseUrl: `${ORIGIN}/proxy`, ...(from === undefined ? {} : { from }) },
    credential: createApiKeyCredential(KEY),
    dispatcher: agent,
    deadlineMs: 5000,
    tryTimeoutMs: 5000,
    ...(clock ? { clock } : {}),
  });
}

function respondWith(status: number, body: unknown, headers: Record<string, string> = {}, whenAsked = () => {}): void {
  const interceptor = agent.get(ORIGIN).intercept({ path: () => true, method: () => true });
  interceptor.reply((call) => {
    const { pathname, searchParams } = new URL(call.path, ORIGIN);
    whenAsked();
    sent.push({
      method: call.method,
      path: pathname,
      query: [...searchParams],
      headers: call.headers as Record<string, string>,
      body: typeof call.body === 'string' ? (JSON.parse(call.body) as unknown) : undefined,
    });
    return { statusCode: status, data: JSON.stringify(body), responseOptions: { headers } };
  });
}

const page = { limit: 25, offset: 0 };
const PAGED = [
  ['limit', '25'],
  ['offset', '0'],
];
const reference = { id: 'PT20YPA', type: 'reference', summary: 'Another' };

describe('reading from PagerDuty', () => {
  it.each<[string, (c: PagerDutyClient) => Promise<unknown>, unknown, string, readonly (readonly string[])[]]>([
    ['an incident', (c) => c.getIncident('PT4KHLK'), INCIDENT, '/incidents/PT4KHLK', []],
    ['an incident by number', (c) => c.getIncident('1234'), INCIDENT, '/incidents/1234', []],
    [
      'an incident, expanded',
      (c) => c.getIncident('PT4KHLK', ['services', 'body']),
      INCIDENT,
      '/incidents/PT4KHLK',
      [
        ['include[]', 'services'],
        ['include[]', 'body'],
      ],
    ],
    ['services', (c) => c.listServices(page), { services: [reference], more: false }, '/services', PAGED],
    [
      'services by part of a name',
      (c) => c.listServices({ ...page, query: 'a&b', total: true }),
      { services: [], more: false },
      '/services',
      [...PAGED, ['total', 'true'], ['query', 'a&b']],
    ],
    [
      'services by name',
      (c) => c.listServices({ ...page, name: 'Mail + Web' }),
      { services: [], more: false },
      '/services',
      [...PAGED, ['name', 'Mail + Web']],
    ],
    ['a service', (c) => c.getService('PIJ90N7'), { service: reference }, '/services/PIJ90N7', []],
    [
      'users',
      (c) => c.listUsers({ ...page, query: 'a+b@example.com' }),
      { users: [reference], more: false },
      '/users',
      [...PAGED, ['query', 'a+b@example.com']],
    ],
    ['a user', (c) => c.getUser('PXPGF42'), { user: reference }, '/users/PXPGF42', []],
    [
      'an escalation policy',
      (c) => c.getEscalationPolicy('PT20YPA'),
      { escalation_policy: reference },
      '/escalation_policies/PT20YPA',
      [],
    ],
    ['a team', (c) => c.getTeam('PQ9K7I8'), { team: reference }, '/teams/PQ9K7I8', []],
    [
      'priorities',
      (c) => c.listPriorities({ limit: 100, offset: 100 }),
      { priorities: [reference], more: false },
      '/priorities',
      [
        ['limit', '100'],
        ['offset', '100'],
      ],
    ],
  ])('%s requests only that', async (_, call, body, path, query) => {
    respondWith(200, body);
    await call(client({ from: ACTOR }));
    expect(sent).toMatchObject([{ method: 'GET', path: `/proxy${path}`, query, body: undefined }]);
  });

  it('sends the key, the version and the user agent, and no actor', async () => {
    respondWith(200, INCIDENT);
    await client({ from: ACTOR }).getIncident('PT4KHLK');
    expect(sent[0]?.headers).toEqual({
      'accept-encoding': 'gzip, br',
      accept: 'application/vnd.pagerduty+json;version=2',
      authorization: `Token token=${KEY}`,
      'user-agent': 'pagergraph',
      traceparent: expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-00$/),
    });
  });

  it.each(['', '.', '..', 'P1/notes', 'P1?x', 'P 1'])('refuses the id %j before any call', async (id) => {
    await expect(client().getIncident(id)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(client().acknowledgeIncident(id)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(sent).toEqual([]);
  });
});

describe('listing incidents', () => {
  it('requests all time in UTC without a window', async () => {
    respondWith(200, INCIDENTS);
    const listed = await client().listIncidents(page);
    expect(listed).toEqual({ items: INCIDENTS.incidents, more: false, total: null });
    expect(sent[0]?.query).toEqual([...PAGED, ['time_zone', 'UTC'], ['date_range', 'all']]);
  });

  it('repeats set filters with brackets and joins the sorting', async () => {
    respondWith(200, INCIDENTS);
    await client().listIncidents({
      ...page,
      total: true,
      since: '2026-01-01T00:00:00Z',
      incidentKey: 'disk full',
      statuses: ['triggered', 'acknowledged'],
      urgencies: ['high'],
      serviceIds: ['PIJ90N7', 'PWIXJZS'],
      userIds: ['PXPGF42'],
      teamIds: ['PQ9K7I8'],
      sortBy: ['created_at:desc', 'incident_number:asc'],
      include: ['services'],
    });
    expect(sent[0]?.query).toEqual([
      ...PAGED,
      ['total', 'true'],
      ['time_zone', 'UTC'],
      ['since', '2026-01-01T00:00:00Z'],
      ['incident_key', 'disk full'],
      ['statuses[]', 'triggered'],
      ['statuses[]', 'acknowledged'],
      ['urgencies[]', 'high'],
      ['service_ids[]', 'PIJ90N7'],
      ['service_ids[]', 'PWIXJZS'],
      ['user_ids[]', 'PXPGF42'],
      ['team_ids[]', 'PQ9K7I8'],
      ['sort_by', 'created_at:desc,incident_number:asc'],
      ['include[]', 'services'],
    ]);
  });

  it('sends no filter for an empty set', async () => {
    respondWith(200, INCIDENTS);
    await client().listIncidents({ ...page, statuses: [], sortBy: [], until: '2026-02-01T00:00:00Z' });
    expect(sent[0]?.query).toEqual([...PAGED, ['time_zone', 'UTC'], ['until', '2026-02-01T00:00:00Z']]);
  });

  it.each([{ incidentKey: '' }, { incidentKey: ' ' }, { serviceIds: ['PIJ90N7', ''] }])(
    'refuses the empty filter %j, which would match everything',
    async (filter) => {
      await expect(client().listIncidents({ ...page, ...filter })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: 'The filter value is empty; omit the filter or set a value.',
      });
    },
  );
});

describe('creating an incident', () => {
  const draft = { title: 'Disk is filling', serviceId: 'PWIXJZS', incidentKey: 'disk-1' };
  const least = {
    type: 'incident',
    title: 'Disk is filling',
    service: { id: 'PWIXJZS', type: 'service_reference' },
    incident_key: 'disk-1',
  };

  it('sends the given fields and nothing else', async () => {
    respondWith(201, INCIDENT);
    expect(await client().createIncident(draft, ACTOR)).toEqual(INCIDENT.incident);
    expect(sent).toMatchObject([{ method: 'POST', path: '/proxy/incidents', query: [] }]);
    expect(sent[0]?.body).toEqual({ incident: least });
    expect(sent[0]?.headers).toMatchObject({ from: ACTOR, 'content-type': 'application/json' });
  });

  it('wraps priority, details, type and responder as PagerDuty requires', async () => {
    respondWith(201, INCIDENT);
    respondWith(201, INCIDENT);
    const more = { urgency: 'low', priorityId: 'P53ZZH5', details: 'Now.', incidentType: 'major_incident' } as const;
    await client().createIncident({ ...draft, ...more, assigneeId: 'PXPGF42' });
    await client().createIncident({ ...draft, escalationPolicyId: 'PT20YPA' });
    expect(sent.map(({ body }) => body)).toEqual([
      {
        incident: {
          ...least,
          urgency: 'low',
          priority: { id: 'P53ZZH5', type: 'priority_reference' },
          body: { type: 'incident_body', details: 'Now.' },
          incident_type: { name: 'major_incident' },
          assignments: [{ assignee: { id: 'PXPGF42', type: 'user_reference' } }],
        },
      },
      { incident: { ...least, escalation_policy: { id: 'PT20YPA', type: 'escalation_policy_reference' } } },
    ]);
  });

  it('is a bad response without an incident id', async () => {
    respondWith(201, { incident: { ...INCIDENT.incident, id: null } });
    await expect(client().createIncident(draft)).rejects.toMatchObject({
      code: 'UPSTREAM_BAD_RESPONSE',
      outcome: 'UNKNOWN',
    });
  });

  it('is a duplicate when an open incident has the key', async () => {
    const errors = ['Open incident with matching dedup key already exists on this service'];
    respondWith(400, { error: { message: 'Arguments Caused Error', code: 2002, errors } });
    await expect(client().createIncident(draft)).rejects.toMatchObject({
      code: 'DUPLICATE_INCIDENT',
      outcome: 'REFUSED',
    });
  });
});

describe('the actor of a change', () => {
  it('is the account’s unless one is named', async () => {
    respondWith(200, INCIDENT);
    respondWith(200, INCIDENT);
    respondWith(200, INCIDENT);
    await client({ from: ACTOR }).resolveIncident('PT4KHLK');
    await client({ from: ACTOR }).resolveIncident('PT4KHLK', undefined, 'zoë@example.com');
    await client().resolveIncident('PT4KHLK');
    expect(sent.map(({ headers }) => headers['from'])).toEqual([ACTOR, 'zoë@example.com', undefined]);
  });

  it.each(['', 'a@example.com\r\nx-admin: 1', 'łódź@example.com'])('may not be %j', async (actor) => {
    await expect(client().acknowledgeIncident('PT4KHLK', actor)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

function incidentBody(changes: object): object {
  return { incident: { type: 'incident_reference', ...changes } };
}

function incidentsBody(changes: object): object {
  return { incidents: ['P1', 'P2'].map((id) => ({ id, type: 'incident_reference', ...changes })) };
}

describe('changing incidents', () => {
  it.each<[string, (c: PagerDutyClient) => Promise<unknown>, string, unknown]>([
    [
      'acknowledge one',
      (c) => c.acknowledgeIncident('P1', ACTOR),
      '/incidents/P1',
      incidentBody({ status: 'acknowledged' }),
    ],
    [
      'resolve one',
      (c) => c.resolveIncident('P1', undefined, ACTOR),
      '/incidents/P1',
      incidentBody({ status: 'resolved' }),
    ],
    [
      'resolve one with a resolution',
      (c) => c.resolveIncident('P1', 'Rebooted', ACTOR),
      '/incidents/P1',
      incidentBody({ status: 'resolved', resolution: 'Rebooted' }),
    ],
    [
      'acknowledge several',
      (c) => c.acknowledgeIncidents(['P1', 'P2'], ACTOR),
      '/incidents',
      incidentsBody({ status: 'acknowledged' }),
    ],
    [
      'resolve several',
      (c) => c.resolveIncidents(['P1', 'P2'], 'Rebooted', ACTOR),
      '/incidents',
      incidentsBody({ status: 'resolved', resolution: 'Rebooted' }),
    ],
  ])('%s with one PUT', async (_, call, path, body) => {
    respondWith(200, { ...INCIDENT, ...INCIDENTS });
    await call(client());
    expect(sent).toMatchObject([{ method: 'PUT', path: `/proxy${path}`, query: [], headers: { from: ACTOR } }]);
    expect(sent[0]?.body).toEqual(body);
  });

  it('returns the changed incidents', async () => {
    respondWith(200, INCIDENTS);
    expect((await client().resolveIncidents(['PT4KHLK'])).value).toEqual(INCIDENTS.incidents);
  });

  // The mock creates its response before the request counts as sent.
  it('has its send time on PagerDuty’s clock, within the second of its date', async () => {
    const clock = fakeClock(5000);
    respondWith(200, INCIDENT, { date: 'Thu, 01 Jan 2026 00:00:10 GMT' }, () => clock.advance(1500));
    const { sentAt } = await client({ clock }).acknowledgeIncident('P1');
    const at = Date.parse('2026-01-01T00:00:10Z');
    expect(sentAt).toEqual({ earliest: at, latest: at + 1000 });
  });

  it('has its send time on our clock when PagerDuty sends no date', async () => {
    const clock = fakeClock(5900);
    respondWith(200, INCIDENT, { date: 'today' }, () => clock.advance(600));
    expect((await client({ clock }).resolveIncident('P1')).sentAt).toEqual({ earliest: 6500, latest: 6500 });
  });

  it.each([
    ['resolved', 1001, (c: PagerDutyClient) => c.resolveIncident('P1')],
    ['acknowledged', 1002, (c: PagerDutyClient) => c.acknowledgeIncident('P1')],
  ])('reports that an incident already was %s', async (_, code, call) => {
    respondWith(400, { error: { message: 'Incident Already …', code } });
    await expect(call(client())).rejects.toMatchObject({ code: 'CONFLICT', alreadyDone: true });
  });
});

describe('adding a note', () => {
  it('posts its content and returns it', async () => {
    const note = { id: 'PN1', user: reference, content: 'Looking.', created_at: '2026-01-01T10:00:00Z' };
    respondWith(200, { note });
    expect(await client().addNote('P1', 'Looking.', ACTOR)).toEqual(note);
    expect(sent).toMatchObject([
      {
        method: 'POST',
        path: '/proxy/incidents/P1/notes',
        headers: { from: ACTOR },
        body: { note: { content: 'Looking.' } },
      },
    ]);
  });
});

describe('a call without a response', () => {
  it('may have been executed when the connection broke', async () => {
    agent
      .get(ORIGIN)
      .intercept({ path: () => true, method: 'PUT' })
      .replyWithError(new Error('socket hang up'));
    await expect(client().acknowledgeIncident('P1')).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      outcome: 'UNKNOWN',
    });
  });

  it('was not executed when the connection was refused', async () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    agent
      .get(ORIGIN)
      .intercept({ path: () => true, method: 'PUT' })
      .replyWithError(refused);
    await expect(client().acknowledgeIncident('P1')).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      message: 'Could not connect to PagerDuty.',
      outcome: 'NOT_SENT',
    });
  });
});
