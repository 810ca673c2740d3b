import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { MockAgent } from 'undici';
import { SCOPES } from '../../src/config/scopes.js';
import type { Config } from '../../src/config/config.js';
import { readConfig } from '../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import { mockUpstream, type MockUpstream } from './mock-upstream.js';

export interface GraphQLResponse<T> {
  readonly status: number;
  readonly data: T;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export interface MockGateway {
  readonly pagerduty: MockUpstream;
  /** PagerDuty's Events API. */
  readonly events: MockUpstream;
  readonly cloudflare: MockUpstream;
  /** Sends a raw body. */
  readonly post: <T = unknown>(body: string) => Promise<GraphQLResponse<T>>;
  readonly run: <T = unknown>(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<GraphQLResponse<T>>;
}

export const PAGERDUTY_KEY = 'u+notARealPagerDutyKey';
export const ROUTING_KEY = 'n0tARealRoutingKey'.padEnd(32, '0');
export const CLOUDFLARE_TOKEN = 'notARealCloudflareToken';
export const CLOUDFLARE_ID = '023e105f4ecef8ad9ca31a8372d0c353';

export const pagerdutyAccount = {
  baseUrl: 'https://api.pagerduty.com',
  eventsUrl: 'https://events.pagerduty.com',
  region: 'US',
  routingKeys: { monitoring: ROUTING_KEY },
  apiToken: PAGERDUTY_KEY,
} as const;

/** The content of a configuration file: two PagerDuty accounts, so that ids and arguments can contradict each other. */
const LIVE_CONFIG: Config = {
  ...readConfig({
    PAGERDUTY_API_TOKEN: PAGERDUTY_KEY,
    CLOUDFLARE_API_TOKEN: CLOUDFLARE_TOKEN,
    CLOUDFLARE_ACCOUNT_ID: CLOUDFLARE_ID,
    CLOUDFLARE_PAGERDUTY_CONSENT_URL: 'https://connect.example/pagerduty?token={token}',
    ANONYMOUS_SCOPES: SCOPES.join(','),
    PAGERDUTY_FROM_MAY_ACKNOWLEDGE: 'on',
    REFERENCE_CACHE_SECONDS: '0',
    LOG_LEVEL: 'silent',
  }),
  pagerduty: { byKey: { main: pagerdutyAccount, second: pagerdutyAccount }, defaultKey: 'main' },
};

/**
 * A live gateway with upstreams mocked at the socket, for all tests of a file. An unexpected request is refused and
 * fails the test; so does an expected one that is never sent.
 */
export function mockGateway(changes: Partial<Config> = {}): MockGateway {
  return startMockGateway(changes, { beforeOpen: beforeAll, afterClose: afterAll });
}

/** Like `mockGateway`, but with a new gateway for each test, so that no test sees the failures of another. */
export function mockGatewayPerTest(changes: Partial<Config> = {}): MockGateway {
  return startMockGateway(changes, { beforeOpen: beforeEach, afterClose: afterEach });
}

interface JestHooks {
  readonly beforeOpen: typeof beforeAll;
  readonly afterClose: typeof afterAll;
}

function startMockGateway(changes: Partial<Config>, { beforeOpen, afterClose }: JestHooks): MockGateway {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const pagerduty = mockUpstream(agent, 'https://api.pagerduty.com', '');
  const cloudflare = mockUpstream(
    agent,
    'https://api.cloudflare.com',
    `/client/v4/accounts/${CLOUDFLARE_ID}/alerting/v3`,
  );
  const events = mockUpstream(agent, 'https://events.pagerduty.com', '');
  const upstreams = [pagerduty, events, cloudflare];
  const dispatchers = new Map(upstreams.map(({ origin, dispatcher }) => [origin, dispatcher]));
  const dispatcherFor = (origin: string) => dispatchers.get(origin) ?? agent;
  let gateway: Gateway | undefined;

  beforeOpen(async () => {
    gateway = await createGateway({ config: { ...LIVE_CONFIG, ...changes }, dispatcherFor });
  });
  afterEach(() => {
    for (const upstream of upstreams) upstream.check();
  });
  afterClose(async () => {
    await gateway?.stop();
  });
  afterAll(() => agent.close());

  const post: MockGateway['post'] = async (payload) => {
    if (!gateway) throw new Error('The gateway runs only during tests.');
    const headers = { 'content-type': 'application/json' };
    const response = await gateway.app.inject({ method: 'POST', url: '/graphql', headers, payload });
    return { status: response.statusCode, ...response.json<{ data: never }>() };
  };

  return {
    pagerduty,
    events,
    cloudflare,
    post,
    run: (query, variables = {}) => post(JSON.stringify({ query, variables })),
  };
}
