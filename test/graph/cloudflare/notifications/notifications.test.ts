import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';
import { cloudflareError, cloudflareResult, type WireObject } from '../../upstream-responses.js';

const { cloudflare, run } = mockGateway();

interface HistoryData {
  readonly cloudflareAccount: {
    readonly notificationHistory: {
      readonly pageInfo: { readonly endCursor: string | null };
    };
  };
}

const PAGE = `query ($first: Int, $after: String, $since: DateTime, $until: DateTime) {
  cloudflareAccount {
    notificationHistory(first: $first, after: $after, since: $since, until: $until) {
      totalCount nodes { cloudflareId } pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
}`;

const SENT = {
  id: 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415',
  policy_id: '35040955-3102-4710-938c-0f4eaf736e25',
  name: 'Certificates',
  alert_type: 'universal_ssl_event_type',
  alert_body: '{"data":1}',
  mechanism: 'ops@example.com',
  mechanism_type: 'email',
  sent: '2026-01-08T17:52:17.571336Z',
};

const mockHistory = (entries: readonly WireObject[], info: WireObject = {}) =>
  cloudflare.expects('GET', '/history').respondsWith(200, { ...cloudflareResult(entries), result_info: info });

const entries = (count: number): WireObject[] =>
  Array.from({ length: count }, (_, index) => ({ id: `n${index}`, sent: SENT.sent }));

const readNotification = async (fields: string, changes: WireObject = {}) => {
  mockHistory([{ ...SENT, ...changes }]);
  const { data, errors } = await run<{ cloudflareAccount: { notificationHistory: { nodes: object[] } } }>(
    `{ cloudflareAccount { notificationHistory { nodes { ${fields} } } } }`,
  );
  return { node: data.cloudflareAccount.notificationHistory.nodes[0], errors };
};

describe('a notification', () => {
  test('has what was sent, by which mechanism and to which destination', async () => {
    const { node } = await readNotification('id cloudflareId name alertType mechanism target body sentAt');
    expect(node).toEqual({
      id: `cloudflare://main/Notification/${SENT.id}`,
      cloudflareId: SENT.id,
      name: 'Certificates',
      alertType: 'universal_ssl_event_type',
      mechanism: 'EMAIL',
      target: 'ops@example.com',
      body: '{"data":1}',
      sentAt: '2026-01-08T17:52:17.571336Z',
    });
  });

  test.each([
    ['pagerduty', 'PAGERDUTY'],
    ['webhook', 'WEBHOOK'],
    ['webhooks', 'WEBHOOK'],
    ['PagerDuty', 'PAGERDUTY'],
    ['pigeon', 'UNKNOWN'],
    [null, 'UNKNOWN'],
  ])('sent by %s is %s', async (mechanism_type, mechanism) => {
    expect((await readNotification('mechanism', { mechanism_type })).node).toEqual({ mechanism });
  });

  test('with an object as body returns its JSON text', async () => {
    expect((await readNotification('body', { alert_body: { data: { a: 1 } } })).node).toEqual({
      body: '{"data":{"a":1}}',
    });
  });

  test('with few fields returns null for the others', async () => {
    const { id } = SENT;
    cloudflare.expects('GET', '/history').respondsWith(200, cloudflareResult([{ id }]));
    const fields = 'name alertType target body sentAt policy { name }';
    const { data } = await run(`{ cloudflareAccount { notificationHistory { nodes { ${fields} } } } }`);
    const node = { name: null, alertType: null, target: null, body: null, sentAt: null, policy: null };
    expect(data).toEqual({ cloudflareAccount: { notificationHistory: { nodes: [node] } } });
  });

  test('has its policy, whose id may be written without dashes', async () => {
    const id = SENT.policy_id.replaceAll('-', '');
    cloudflare
      .expects('GET', '/policies')
      .respondsWith(200, cloudflareResult([{ id, name: 'Certificates in chat', alert_type: 'x' }]));
    expect((await readNotification('policy { name }')).node).toEqual({ policy: { name: 'Certificates in chat' } });
  });

  test('of a deleted policy has none and no error', async () => {
    cloudflare.expects('GET', '/policies').respondsWith(200, cloudflareResult([]));
    expect(await readNotification('policy { name }')).toEqual({ node: { policy: null } });
  });

  test('of an unreadable policy has an error at its path and keeps the other fields', async () => {
    cloudflare.expects('GET', '/policies').respondsWith(403, cloudflareError(10000, 'Authentication error'));
    const { node, errors } = await readNotification('name policy { name }');
    expect(node).toEqual({ name: 'Certificates', policy: null });
    const path = ['cloudflareAccount', 'notificationHistory', 'nodes', 0, 'policy'];
    expect(errors).toMatchObject([{ path, extensions: { code: 'UPSTREAM_UNAUTHENTICATED' } }]);
  });
});

const readHistory = async (variables: WireObject) =>
  (await run<HistoryData>(PAGE, variables)).data.cloudflareAccount.notificationHistory;

describe('the notification history', () => {
  test('has no total when Cloudflare’s total contradicts its entries', async () => {
    mockHistory(entries(3), { total_count: 0 });
    expect(await readHistory({ first: 10 })).toMatchObject({ totalCount: null, nodes: [{}, {}, {}] });
  });

  test('is paginated in the window of its first page, so that later notifications shift nothing', async () => {
    mockHistory(entries(11));
    const { pageInfo } = await readHistory({ first: 10, since: '2026-01-01T00:00:00+01:00' });
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const { query: requested } = cloudflare.call();
    expect(Object.fromEntries(requested)).toMatchObject({
      page: '1',
      per_page: '11',
      since: '2025-12-31T23:00:00.000Z',
    });
    expect(requested.has('before')).toBe(false);

    mockHistory(entries(14));
    const next = await readHistory({ first: 10, since: '2026-01-01T00:00:00+01:00', after: pageInfo.endCursor });
    expect(next.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(Date.parse(cloudflare.call().query.get('before') ?? '')).toBe(Date.parse(SENT.sent) + 1);
  });

  test.each([
    ['2026-01-02T00:00:00Z', '2026-01-02T00:00:00.000Z'],
    ['2020-01-02T00:00:00+02:00', '2020-01-01T22:00:00.000Z'],
  ])('ends at %s when requested', async (until, before) => {
    mockHistory([]);
    await readHistory({ until });
    expect(cloudflare.call().query.get('before')).toBe(before);
  });

  test('with an end in the future is paginated from its start, because entries will be added', async () => {
    const until = '2999-01-01T00:00:00Z';
    mockHistory(entries(11));
    const { pageInfo } = await readHistory({ first: 10, until });
    mockHistory(entries(14));
    await readHistory({ first: 10, until, after: pageInfo.endCursor });
    expect(Date.parse(cloudflare.call().query.get('before') ?? '')).toBe(Date.parse(SENT.sent) + 1);
  });

  test('has a total only when Cloudflare sends one', async () => {
    mockHistory(entries(2), { total_count: 41 });
    expect(await readHistory({ first: 2 })).toMatchObject({ totalCount: 41 });
    mockHistory(entries(2), { count: 2 });
    expect(await readHistory({ first: 2 })).toMatchObject({ totalCount: null });
  });

  test('may be empty', async () => {
    cloudflare.expects('GET', '/history').respondsWith(200, cloudflareResult(null));
    const pageInfo = { hasNextPage: false, hasPreviousPage: false, endCursor: null };
    expect(await readHistory({})).toEqual({ totalCount: null, nodes: [], pageInfo });
  });

  test('refuses the cursors of another window', async () => {
    mockHistory(entries(3));
    const { pageInfo } = await readHistory({ first: 2 });
    const { errors } = await run(PAGE, { first: 2, after: pageInfo.endCursor, since: '2026-01-01T00:00:00Z' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['after'] } }]);
  });

  test.each([
    [{ first: 0 }, ['first']],
    [{ first: 101 }, ['first']],
    [{ after: 'sesame' }, ['after']],
    [{ since: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' }, ['since']],
    [{ since: '2999-01-01T00:00:00Z' }, ['since']],
  ])('refuses %j before any call', async (variables, field) => {
    const { data, errors } = await run(PAGE, variables);
    expect(data).toEqual({ cloudflareAccount: { notificationHistory: null } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
  });
});
