import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MockAgent } from 'undici';
import { type CloudflareClient, createCloudflareClient } from '../../../src/upstream/cloudflare/client.js';
import { ENDPOINTS } from '../../../src/upstream/cloudflare/endpoints.js';

const ORIGIN = 'https://cloudflare.example';
const ACCOUNT = '023e105f4ecef8ad9ca31a8372d0c353';
const PREFIX = `/client/v4/accounts/${ACCOUNT}/alerting/v3`;
const TOKEN = 'cf-secret-token-1234567890';
const CONNECT_TOKEN = 'a313ba7d3e464c0ea40808fafbc3816a';
const DESTINATION = { id: 'f174e90afafe4643bbbc4a0ed4fc8415', name: 'Mail' };

let agent: MockAgent;
let sent: unknown[];

beforeEach(() => {
  agent = new MockAgent();
  agent.disableNetConnect();
  sent = [];
});

afterEach(async () => {
  agent.assertNoPendingInterceptors();
  await agent.close();
});

function client(account: { accountId?: string; apiToken?: string } = {}): CloudflareClient {
  return createCloudflareClient({
    account: { baseUrl: `${ORIGIN}/client/v4`, accountId: ACCOUNT, apiToken: TOKEN, ...account },
    dispatcher: agent,
    deadlineMs: 5000,
    tryTimeoutMs: 5000,
  });
}

function respondWith(status: number, body: unknown): void {
  const interceptor = agent.get(ORIGIN).intercept({ path: () => true, method: () => true });
  interceptor.reply(({ method, path, headers, body: given }) => {
    sent.push({ method, path, headers, body: given });
    return { statusCode: status, data: JSON.stringify(body) };
  });
}

const successBody = (result?: unknown) => ({ success: true, errors: [], messages: [{ message: 'noted' }], result });
const withMessages = (result: unknown) => ({ result, messages: [{ message: 'noted' }] });

describe('calling Cloudflare', () => {
  it.each<[string, (c: CloudflareClient) => Promise<unknown>, string, string, number, unknown, unknown]>([
    [
      'list destinations',
      (c) => c.listPagerDutyDestinations(),
      'GET',
      '/destinations/pagerduty',
      200,
      [DESTINATION],
      [DESTINATION],
    ],
    ['list no destinations', (c) => c.listPagerDutyDestinations(), 'GET', '/destinations/pagerduty', 200, null, []],
    [
      'delete all destinations',
      (c) => c.deletePagerDutyDestinations(),
      'DELETE',
      '/destinations/pagerduty',
      200,
      undefined,
      withMessages(undefined),
    ],
    ['get a policy', (c) => c.getPolicy('p1'), 'GET', '/policies/p1', 200, { id: 'p1', new: 1 }, { id: 'p1', new: 1 }],
    [
      'create a connect token',
      (c) => c.createConnectToken(),
      'POST',
      '/destinations/pagerduty/connect',
      201,
      { id: CONNECT_TOKEN },
      withMessages({ id: CONNECT_TOKEN }),
    ],
    [
      'link',
      (c) => c.linkPagerDuty(CONNECT_TOKEN),
      'GET',
      `/destinations/pagerduty/connect/${CONNECT_TOKEN}`,
      200,
      { id: DESTINATION.id },
      withMessages({ id: DESTINATION.id }),
    ],
    [
      'read the eligibility',
      (c) => c.getPagerDutyEligibility(),
      'GET',
      '/destinations/eligible',
      200,
      { pagerduty: [{ eligible: true, ready: true }] },
      { eligible: true, ready: true },
    ],
    [
      'list silences',
      (c) => c.listSilences(),
      'GET',
      '/silences',
      200,
      [{ id: 's1', policy_id: 'p1' }],
      [{ id: 's1', policy_id: 'p1' }],
    ],
    ['delete a silence', (c) => c.deleteSilence('s1'), 'DELETE', '/silences/s1', 200, null, withMessages(undefined)],
    [
      'list alert types',
      (c) => c.listAlertTypes(),
      'GET',
      '/available_alerts',
      200,
      { SSL: [{ type: 'ssl', filter_options: null }] },
      [{ type: 'ssl', product: 'SSL', filter_options: null }],
    ],
    [
      'list webhook destinations without their addresses',
      (c) => c.listWebhookDestinations(),
      'GET',
      '/destinations/webhooks',
      200,
      [{ id: 'w1', name: 'Chat', url: 'https://chat.example/secret' }],
      [{ id: 'w1', name: 'Chat' }],
    ],
    ['list policies', (c) => c.listPolicies(), 'GET', '/policies', 200, [{ id: '0da2b59e' }], [{ id: '0da2b59e' }]],
  ])('to %s', async (_, call, method, path, status, result, value) => {
    respondWith(status, successBody(result));
    expect(await call(client())).toEqual(value);
    expect(sent).toEqual([
      {
        method,
        path: PREFIX + path,
        headers: {
          'accept-encoding': 'gzip, br',
          accept: 'application/json',
          authorization: `Bearer ${TOKEN}`,
          'user-agent': 'pagergraph',
          traceparent: expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-00$/),
        },
        body: null,
      },
    ]);
  });

  it.each(['', '.', '..', 'a/../..', 'a?b', 'a'.repeat(65)])(
    'refuses the connect token %j before any call',
    async (token) => {
      await expect(client().linkPagerDuty(token)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      expect(sent).toEqual([]);
    },
  );

  it('sends a policy as JSON', async () => {
    respondWith(200, successBody({ id: 'p1' }));
    expect(await client().replacePolicy('p1', { name: 'Floods' })).toEqual(withMessages(undefined));
    expect(sent).toMatchObject([
      {
        method: 'PUT',
        path: `${PREFIX}/policies/p1`,
        headers: { 'content-type': 'application/json' },
        body: '{"name":"Floods"}',
      },
    ]);
  });

  it('sends a silence as a list of one', async () => {
    respondWith(200, successBody(null));
    const silence = { policy_id: 'p1', start_time: '2026-01-01T00:00:00Z', end_time: '2026-01-02T00:00:00Z' };
    expect(await client().createSilence(silence)).toEqual(withMessages(undefined));
    expect(sent).toMatchObject([{ method: 'POST', path: `${PREFIX}/silences`, body: JSON.stringify([silence]) }]);
  });

  it('is refused at start-up with an account id or a token that cannot be sent', () => {
    expect(() => client({ accountId: '../me' })).toThrow(
      'Invalid id: expected 1 to 64 letters, digits, underscores or hyphens.',
    );
    expect(() => client({ apiToken: 'line\nbreak' })).toThrow(
      'The value contains characters that an HTTP header cannot carry.',
    );
  });
});

describe('a failure of Cloudflare', () => {
  it.each([400, 404, 409, 410, 422])(
    'with %d for the link concerns the connect token, which is not repeated',
    async (status) => {
      respondWith(status, { success: false, errors: [{ code: 0, message: `Token ${CONNECT_TOKEN} not found` }] });
      await expect(client().linkPagerDuty(CONNECT_TOKEN)).rejects.toMatchObject({
        code: 'CONNECT_TOKEN_REJECTED',
        outcome: 'REFUSED',
        upstream: { errors: [{ code: 0, message: 'Token [secret] not found' }] },
      });
    },
  );

  it('names the required permission', async () => {
    respondWith(403, { success: false, errors: [{ code: 10000, message: 'Authentication error' }] });
    await expect(client().deletePagerDutyDestinations()).rejects.toMatchObject({
      code: 'UPSTREAM_UNAUTHENTICATED',
      message: expect.stringContaining('Account > Notifications > Edit'),
    });
  });

  it('leaves the outcome of the link unknown, although it is a GET', async () => {
    agent
      .get(ORIGIN)
      .intercept({ path: () => true, method: 'GET' })
      .replyWithError(new Error('socket hang up'));
    await expect(client().linkPagerDuty(CONNECT_TOKEN)).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      outcome: 'UNKNOWN',
    });
  });

  it('is a bad response when a delete returns nothing', async () => {
    agent
      .get(ORIGIN)
      .intercept({ path: () => true, method: 'DELETE' })
      .reply(200, '');
    await expect(client().deletePagerDutyDestinations()).rejects.toMatchObject({
      code: 'UPSTREAM_BAD_RESPONSE',
      outcome: 'UNKNOWN',
    });
  });
});

describe('the endpoint table', () => {
  it('has the name of the method for each endpoint', () => {
    const methods = Object.keys(Object.getPrototypeOf(client()) as object);
    expect(Object.entries(ENDPOINTS).map(([key, { name }]) => [key, name])).toEqual(
      methods.map((name) => [name, name]),
    );
  });

  it('never lets a token or a policy be created, or a token be used, twice after a lost response', () => {
    const once = Object.values(ENDPOINTS).filter(({ retry }) => retry === 'if-not-executed');
    expect(once.map(({ name, effect }) => [name, effect])).toEqual([
      ['createConnectToken', 'write'],
      ['linkPagerDuty', 'write'],
      ['createPolicy', 'write'],
    ]);
  });
});
