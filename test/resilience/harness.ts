import type { Dispatcher } from 'undici';
import type { Config } from '../../src/config/config.js';
import { readConfig } from '../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import { createPool } from '../../src/upstream/transport/http/pool.js';
import { setStage, type Json, type Stage } from '../sandbox/harness.js';
import { recordingLog } from '../server/test-gateway.js';
import { startFaultProxy, type Lane } from './fault-proxy.js';
import { COMPILE_MODE } from '../compile-mode.js';

export interface GraphQLAnswer {
  readonly data?: Json | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** The same account of the sandbox by another way, for which the gateway has learnt nothing from the others' failures. */
export interface Account {
  readonly key: string;
  readonly pagerduty: Lane;
  readonly cloudflare: Lane;
}

/** A gateway, both upstreams played by the sandbox, and between them what breaks their answers. */
export interface BadDay {
  readonly stage: Stage;
  readonly gateway: Gateway;
  /** One that was not asked for before. */
  account(): Account;
  run(query: string, variables: object): Promise<GraphQLAnswer>;
  /** Every answer and log line since it was last asked, as text. */
  told(): string;
  end(): Promise<void>;
}

/** Short, so that nothing waits long; long enough for a busy machine to answer in. */
const LIMITS = { deadlineMs: 6_000, tryTimeoutMs: 2_000 };

const NEVER_USED_UP = { pagerduty: 1_000_000, cloudflare: 1_000_000 };

/** @param accounts how many there are */
export async function badDay(accounts: number, limits: Partial<Config> = LIMITS): Promise<BadDay> {
  const stage = await setStage({ limits: NEVER_USED_UP });
  const proxies = await Promise.all([
    startFaultProxy(new URL(stage.sandbox.pagerduty.baseUrl).origin),
    startFaultProxy(new URL(stage.sandbox.cloudflare.baseUrl).origin),
  ]);
  const [pagerduty, cloudflare] = proxies;
  const lanes = Array.from({ length: accounts }, (_, n) => `day-${n}`).map((key) => ({
    key,
    pagerduty: pagerduty.lane(key),
    cloudflare: cloudflare.lane(key),
  }));
  const { log, lines } = recordingLog();
  const answers: string[] = [];
  const pools: Dispatcher[] = [];
  const gateway = await createGateway({
    config: { ...configOf(stage, lanes), ...limits },
    dispatcherFor(origin) {
      const pool = createPool(origin);
      pools.push(pool);
      return pool;
    },
    log,
  });
  const unused = lanes.values();
  return {
    stage,
    gateway,
    account() {
      const { value } = unused.next();
      if (!value) throw new Error('This bad day has not so many accounts.');
      return value;
    },
    async run(query, variables) {
      const answer = await gateway.app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
      answers.push(answer.body, JSON.stringify(answer.headers));
      return answer.json<GraphQLAnswer>();
    },
    told: () => [...answers.splice(0), ...lines.splice(0).map((line) => JSON.stringify(line))].join('\n'),
    async end() {
      // Calls that still run end at once as lost: how long the end takes must not hang on their deadlines.
      await Promise.all(pools.map((pool) => pool.destroy()));
      await Promise.all(proxies.map((proxy) => proxy.close()));
      await gateway.stop();
      await stage.sandbox.stop();
    },
  };
}

function configOf({ sandbox }: Stage, accounts: readonly Account[]): Config {
  const { pathname } = new URL(sandbox.cloudflare.baseUrl);
  const byKey = <T>(of: (account: Account) => T) => ({
    byKey: Object.fromEntries(accounts.map((account) => [account.key, of(account)])),
    defaultKey: 'day-0',
  });
  return {
    ...readConfig({ ...COMPILE_MODE, UPSTREAMS: 'sandbox', PORT: '0', LOG_LEVEL: 'silent', CALLER_RATE_LIMIT: '0' }),
    pagerduty: byKey(({ pagerduty }) => ({ ...sandbox.pagerduty, baseUrl: pagerduty.url })),
    cloudflare: byKey(({ cloudflare }) => ({ ...sandbox.cloudflare, baseUrl: cloudflare.url + pathname })),
  };
}
