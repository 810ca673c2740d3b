import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MockAgent, type Dispatcher } from 'undici';
import type { Config } from '../src/config/config.js';
import { readConfig } from '../src/config/read-config.js';
import { createGateway, type Gateway } from '../src/gateway.js';

const liveSettings = {
  PAGERDUTY_API_TOKEN: 'sesame',
  ANONYMOUS_SCOPES: 'INCIDENTS_READ,DESTINATIONS_READ',
  LOG_LEVEL: 'silent',
};
const config = readConfig({ ...liveSettings, PORT: '0', INTROSPECTION: 'on' });

let gateway: Gateway | undefined;
let agent: MockAgent;

beforeEach(() => {
  agent = new MockAgent();
  agent.disableNetConnect();
});

afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
  await agent.close();
});

async function open(changes: Partial<Config> = {}, dispatcherFor?: (origin: string) => Dispatcher): Promise<Gateway> {
  gateway = await createGateway({
    config: { ...config, ...changes },
    dispatcherFor: dispatcherFor ?? (() => agent),
  });
  return gateway;
}

const NO_INCIDENTS = { incidents: [], limit: 25, offset: 0, more: false, total: null };

const isIncidentList = (path: string) => path.startsWith('/incidents?');

/** Mocks one `GET /incidents`. */
function mockIncidentList(status: number, body: object): void {
  agent.get('https://api.pagerduty.com').intercept({ path: isIncidentList }).reply(status, body);
}

async function run(query: string, of = gateway) {
  const headers = { 'x-request-id': 'r1' };
  const result = await of?.app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
  return result?.json();
}

describe('the gateway', () => {
  test('responds with data of the configured upstream', async () => {
    mockIncidentList(200, NO_INCIDENTS);
    await open();
    expect(await run('{ incidents { nodes { title } } }')).toEqual({ data: { incidents: { nodes: [] } } });
    agent.assertNoPendingInterceptors();
  });

  test('names the upstream without an account and returns the other half', async () => {
    mockIncidentList(200, NO_INCIDENTS);
    await open();
    const { data, errors } = await run('{ incidents { nodes { id } } pagerDutyDestinations { nodes { id } } }');
    expect(data).toEqual({ incidents: { nodes: [] }, pagerDutyDestinations: null });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      path: ['pagerDutyDestinations'],
      extensions: { code: 'NOT_CONFIGURED', requestId: 'r1' },
    });
  });

  test('repeats no credential that an upstream echoes', async () => {
    const error = { message: 'Bad token sesame', code: 2006, errors: ['Token token=sesame is no good'] };
    mockIncidentList(401, { error });
    await open();
    const result = await run('{ incidents { nodes { id } } }');
    expect(result.errors[0].extensions).toMatchObject({
      code: 'UPSTREAM_UNAUTHENTICATED',
      requestId: 'r1',
      upstream: { upstream: 'PAGERDUTY', httpStatus: 401 },
    });
    expect(JSON.stringify(result)).not.toContain('sesame');
  });

  test('requests one dispatcher per host and account', async () => {
    const origins: string[] = [];
    const main = config.pagerduty.byKey['main'];
    if (!main) throw new Error('The test’s configuration has no PagerDuty account.');
    await open(
      { pagerduty: { byKey: { main, eu: { ...main, baseUrl: 'https://api.eu.pagerduty.com/v2' } } } },
      (origin) => {
        origins.push(origin);
        return agent;
      },
    );
    expect(origins).toEqual([
      'https://api.pagerduty.com',
      'https://events.pagerduty.com',
      'https://api.eu.pagerduty.com',
      'https://events.pagerduty.com',
    ]);
  });

  test('listens on its address and closes it on stop', async () => {
    const listening = await open();
    const { url } = await listening.start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    await listening.stop();
    gateway = undefined;
    await expect(fetch(`${url}/health/ready`)).rejects.toThrow('fetch failed');
  });

  test('does not start on a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const late = await open({ port });
    await expect(late.start()).rejects.toMatchObject({ code: 'EADDRINUSE', port });
    other.close();
    await once(other, 'close');
  });

  test('leaves no upstream connection open after stop', async () => {
    const upstream = createServer((_request, response) => response.end('{"incidents":[],"more":false}'));
    upstream.keepAliveTimeout = 60_000;
    await once(upstream.listen(0, '127.0.0.1'), 'listening');
    const { port } = upstream.address() as AddressInfo;
    const own = await createGateway({
      config: readConfig({ ...liveSettings, PAGERDUTY_BASE_URL: `http://127.0.0.1:${port}` }),
    });
    const connected = once(upstream, 'connection');
    await run('{ incidents { nodes { id } } }', own);
    const [socket] = (await connected) as [Socket];
    const disconnected = once(socket, 'close');
    await own.stop();
    await expect(disconnected).resolves.toEqual([false]);
    upstream.close();
    await once(upstream, 'close');
  });
});
