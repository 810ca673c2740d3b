import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { MockAgent, type Dispatcher } from 'undici';
import type { Config } from '../../src/config/config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';

/** A request as it left the gateway. */
export interface Sent {
  readonly method: string;
  /** Below the upstream's base, without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON; undefined without a body. */
  readonly body: unknown;
}

export interface Expected {
  answers(status: number, body?: unknown, headers?: Readonly<Record<string, string>>): void;
  /** No answer: the socket's error code says why, e.g. `ECONNREFUSED`. */
  breaks(code: string): void;
  /** No answer ever. */
  hangs(): void;
}

export interface MockUpstream {
  /** What was asked of it during this test, in order. */
  readonly sent: readonly Sent[];
  /** One of them; the last without an index. */
  call(index?: number): Sent;
  /** Exactly one request, which must come before the test ends. */
  expects(method: string, path: string | ((sent: Sent) => boolean)): Expected;
}

export interface Answer<T> {
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
  readonly cloudflare: MockUpstream;
  readonly run: <T = unknown>(document: string, variables?: Readonly<Record<string, unknown>>) => Promise<Answer<T>>;
}

export const PAGERDUTY_KEY = 'u+notARealPagerDutyKey';
export const CLOUDFLARE_TOKEN = 'notARealCloudflareToken';
export const CLOUDFLARE_ID = '023e105f4ecef8ad9ca31a8372d0c353';

export const pagerdutyAccount = {
  baseUrl: 'https://api.pagerduty.com',
  region: 'US',
  apiToken: PAGERDUTY_KEY,
} as const;

const LIVE: Config = {
  host: '127.0.0.1',
  port: 0,
  mode: 'live',
  pagerduty: { byKey: { main: pagerdutyAccount, second: pagerdutyAccount }, defaultKey: 'main' },
  cloudflare: {
    byKey: {
      main: {
        baseUrl: 'https://api.cloudflare.com/client/v4',
        accountId: CLOUDFLARE_ID,
        apiToken: CLOUDFLARE_TOKEN,
        consentUrl: 'https://connect.example/pagerduty?token={token}',
      },
    },
    defaultKey: 'main',
  },
  deadlineMs: 5000,
  tryTimeoutMs: 5000,
  introspection: false,
  playground: false,
  logLevel: 'silent',
};

/**
 * A live gateway whose upstreams are mocked at the socket, for all tests of a file. A request that no test expects is
 * refused and fails the test, as does an expected one that never comes.
 */
export function mockGateway(changes: Partial<Config> = {}): MockGateway {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const pagerduty = mockUpstream(agent, 'https://api.pagerduty.com', '');
  const cloudflare = mockUpstream(
    agent,
    'https://api.cloudflare.com',
    `/client/v4/accounts/${CLOUDFLARE_ID}/alerting/v3`,
  );
  const dispatchers = new Map([pagerduty, cloudflare].map(({ origin, dispatcher }) => [origin, dispatcher]));
  const dispatcherFor = (origin: string) => dispatchers.get(origin) ?? agent;
  let gateway: Gateway | undefined;

  beforeAll(async () => {
    gateway = await createGateway({ config: { ...LIVE, ...changes }, dispatcherFor });
  });
  afterEach(() => {
    pagerduty.check();
    cloudflare.check();
  });
  afterAll(async () => {
    await gateway?.stop();
    await agent.close();
  });

  return {
    pagerduty,
    cloudflare,
    async run(query, variables = {}) {
      if (!gateway) throw new Error('The gateway runs only during tests.');
      const answer = await gateway.app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
      return { status: answer.statusCode, ...answer.json<{ data: never }>() };
    },
  };
}

function mockUpstream(agent: MockAgent, origin: string, prefix: string) {
  const pool = agent.get(origin);
  const sent: Sent[] = [];
  let expected = 0;
  const dispatcher = pool.compose((dispatch) => (options, handler) => {
    sent.push(sentBy(options, prefix));
    return dispatch(options, handler);
  });
  return {
    origin,
    dispatcher,
    sent,
    call(index = -1) {
      const found = sent.at(index);
      if (!found) throw new Error(`There was no call ${index}.`);
      return found;
    },
    expects(method: string, path: string | ((sent: Sent) => boolean)): Expected {
      expected += 1;
      const fits = (whole: string): boolean => {
        const asked = sentBy({ method, path: whole }, prefix);
        return typeof path === 'string' ? path === asked.path : path(asked);
      };
      const interceptor = pool.intercept({ method, path: fits });
      return {
        answers: (status, body, headers = {}) => void interceptor.reply(status, text(body), { headers }),
        breaks: (code) => void interceptor.replyWithError(Object.assign(new Error(code), { code })),
        hangs: () => void interceptor.reply(200, () => new Promise<string>(() => {}) as unknown as string),
      };
    },
    check() {
      const pending = agent.pendingInterceptors().filter((one) => one.origin === origin);
      const calls = sent.splice(0).map(({ method, path }) => `${method} ${path}`);
      const wanted = expected;
      expected = 0;
      pool.cleanMocks();
      expect(pending.map(({ method }) => method)).toEqual([]);
      if (calls.length !== wanted)
        throw new Error(`${wanted} calls were expected, and these came: ${calls.join(', ')}`);
    },
  };
}

function text(body: unknown): string {
  return body === undefined || typeof body === 'string' ? (body ?? '') : JSON.stringify(body);
}

function sentBy({ method, path, headers, body }: Partial<Dispatcher.DispatchOptions>, prefix: string): Sent {
  const { pathname, searchParams } = new URL(path ?? '/', 'https://upstream.example');
  return {
    method: method ?? 'GET',
    path: pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname,
    query: searchParams,
    headers: headers as Record<string, string>,
    body: typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined,
  };
}
