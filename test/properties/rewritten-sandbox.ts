import { afterAll, beforeAll } from '@jest/globals';
import { Pool } from 'undici';
import { readConfig } from '../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { recordingLog, type LogLine } from '../server/test-gateway.js';
import { rewritingDispatcher, type UpstreamResponse, type ResponseChanges } from './rewriting-dispatcher.js';

export interface GraphQLResponse {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export interface RewrittenSandbox {
  readonly sandbox: () => Sandbox;
  readonly gateway: () => Gateway;
  readonly log: readonly LogLine[];
  /** Every later response of an upstream passes through this function. */
  rewrite: (answered: UpstreamResponse) => ResponseChanges;
  readonly run: (query: string, variables?: object) => Promise<GraphQLResponse>;
}

const NO_LIMIT = 1_000_000;

/**
 * A gateway with a sandbox whose responses a test may change, for all tests of a file.
 *
 * @param complexity maximum of an operation
 */
export function rewrittenSandbox(complexity = NO_LIMIT): RewrittenSandbox {
  const pools: Pool[] = [];
  const { log, lines } = recordingLog();
  let sandbox: Sandbox | undefined;
  let gateway: Gateway | undefined;
  const stage: RewrittenSandbox = {
    sandbox: () => assertDefined(sandbox),
    gateway: () => assertDefined(gateway),
    log: lines,
    rewrite: () => ({}),
    async run(query, variables = {}) {
      const payload = { query, variables };
      const response = await assertDefined(gateway).app.inject({ method: 'POST', url: '/graphql', payload });
      return response.json<GraphQLResponse>();
    },
  };

  beforeAll(async () => {
    sandbox = await startSandbox({ limits: { pagerduty: NO_LIMIT, cloudflare: NO_LIMIT } });
    const { pagerduty, cloudflare } = sandbox;
    const config = readConfig({
      UPSTREAMS: 'sandbox',
      PORT: '0',
      REFERENCE_CACHE_SECONDS: '0',
      CALLER_RATE_LIMIT: '0',
    });
    gateway = await createGateway({
      config: {
        ...config,
        limits: { ...config.limits, complexity, depth: 50, tokens: NO_LIMIT },
        pagerduty: { byKey: { main: pagerduty }, defaultKey: 'main' },
        cloudflare: { byKey: { main: cloudflare }, defaultKey: 'main' },
      },
      dispatcherFor(origin) {
        const pool = new Pool(origin);
        pools.push(pool);
        return rewritingDispatcher(pool, (answered) => stage.rewrite(answered));
      },
      log,
    });
  });
  afterAll(async () => {
    await gateway?.stop();
    await Promise.all(pools.map((pool) => pool.destroy()));
    await sandbox?.stop();
  });
  return stage;
}

function assertDefined<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('The stage stands only during tests.');
  return one;
}
