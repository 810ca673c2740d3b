import type { Dispatcher } from 'undici';
import type { Config } from '../../src/config/config.js';
import { readConfig } from '../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import { createPool } from '../../src/upstream/transport/http/pool.js';
import { startTestSandbox, type Json, type TestSandbox } from '../sandbox/harness.js';
import { recordingLog } from '../server/test-gateway.js';
import { startFaultProxy, type ProxyRoute } from './fault-proxy.js';

export interface GraphQLResponse {
  readonly data?: Json | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** The sandbox account through its own route, so that it shares no failures with other accounts. */
export interface ProxiedAccount {
  readonly key: string;
  readonly pagerduty: ProxyRoute;
  readonly cloudflare: ProxyRoute;
}

/** A gateway, a sandbox of both upstreams, and proxies between them that inject faults. */
export interface ResilienceHarness {
  readonly testSandbox: TestSandbox;
  readonly gateway: Gateway;
  /** An account that no test has used yet. */
  unusedAccount(): ProxiedAccount;
  run(query: string, variables: object): Promise<GraphQLResponse>;
  /** Every response and log line since the last call, as text. */
  takeOutput(): string;
  stop(): Promise<void>;
}

/** Short, so that no test waits long, but long enough for a busy machine. */
const SHORT_TIMEOUTS = { deadlineMs: 6_000, tryTimeoutMs: 2_000 };

const UNLIMITED_CALLS = { pagerduty: 1_000_000, cloudflare: 1_000_000 };

/** @param accounts number of accounts */
export async function startResilienceHarness(
  accounts: number,
  limits: Partial<Config> = SHORT_TIMEOUTS,
): Promise<ResilienceHarness> {
  const testSandbox = await startTestSandbox({ limits: UNLIMITED_CALLS });
  const proxies = await Promise.all([
    startFaultProxy(new URL(testSandbox.sandbox.pagerduty.baseUrl).origin),
    startFaultProxy(new URL(testSandbox.sandbox.cloudflare.baseUrl).origin),
  ]);
  const [pagerduty, cloudflare] = proxies;
  const proxiedAccounts = Array.from({ length: accounts }, (_, n) => `day-${n}`).map((key) => ({
    key,
    pagerduty: pagerduty.route(key),
    cloudflare: cloudflare.route(key),
  }));
  const { log, lines } = recordingLog();
  const responses: string[] = [];
  const pools: Dispatcher[] = [];
  const gateway = await createGateway({
    config: { ...toConfig(testSandbox, proxiedAccounts), ...limits },
    dispatcherFor(origin) {
      const pool = createPool(origin);
      pools.push(pool);
      return pool;
    },
    log,
  });
  const unused = proxiedAccounts.values();
  return {
    testSandbox,
    gateway,
    unusedAccount() {
      const { value } = unused.next();
      if (!value) throw new Error('This bad day has not so many accounts.');
      return value;
    },
    async run(query, variables) {
      const response = await gateway.app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
      responses.push(response.body, JSON.stringify(response.headers));
      return response.json<GraphQLResponse>();
    },
    takeOutput: () => [...responses.splice(0), ...lines.splice(0).map((line) => JSON.stringify(line))].join('\n'),
    async stop() {
      // Running calls are aborted at once, so that the end does not wait for their deadlines.
      await Promise.all(pools.map((pool) => pool.destroy()));
      await Promise.all(proxies.map((proxy) => proxy.close()));
      await gateway.stop();
      await testSandbox.sandbox.stop();
    },
  };
}

function toConfig({ sandbox }: TestSandbox, accounts: readonly ProxiedAccount[]): Config {
  const { pathname } = new URL(sandbox.cloudflare.baseUrl);
  const byKey = <T>(of: (account: ProxiedAccount) => T) => ({
    byKey: Object.fromEntries(accounts.map((account) => [account.key, of(account)])),
    defaultKey: 'day-0',
  });
  return {
    ...readConfig({ UPSTREAMS: 'sandbox', PORT: '0', LOG_LEVEL: 'silent', CALLER_RATE_LIMIT: '0' }),
    pagerduty: byKey(({ pagerduty }) => ({ ...sandbox.pagerduty, baseUrl: pagerduty.url, eventsUrl: pagerduty.url })),
    cloudflare: byKey(({ cloudflare }) => ({ ...sandbox.cloudflare, baseUrl: cloudflare.url + pathname })),
  };
}
