import { afterAll, afterEach, beforeAll, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool, type Dispatcher } from 'undici';
import type { PagerDutyAccountConfig } from '../../src/config/config.js';
import { readConfig } from '../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.js';
import { recordingLog, type LogLine } from './test-gateway.js';

export interface GraphQLResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** A request to an upstream. */
interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly from?: string;
  readonly requestId?: string | undefined;
  readonly traceparent?: string | undefined;
  readonly tracestate?: string | undefined;
}

/** A gateway on the network with a sandbox. */
export interface LiveGateway {
  readonly url: string;
  readonly gateway: Gateway;
  readonly log: readonly LogLine[];
  /** The upstream calls so far. */
  readonly calls: () => readonly SentRequest[];
  /** POSTs a query with these headers. */
  readonly run: (query: string, headers?: Record<string, string>, variables?: object) => Promise<GraphQLResponse>;
}

interface AccountOverrides {
  readonly secondAccount?: boolean;
  /** Replaces the valid key. */
  readonly pagerDutyKey?: string | undefined;
  /** Additional settings of the first PagerDuty account, which has no default person otherwise. */
  readonly accountOverrides?: Pick<
    PagerDutyAccountConfig,
    'from' | 'fromMayAcknowledge' | 'webhookSecrets' | 'webhookSubscriptionId'
  >;
}

export interface GatewayHarness {
  readonly open: (env?: Record<string, string>, changes?: AccountOverrides) => Promise<LiveGateway>;
  /** Writes a file into a folder that is deleted after the tests. */
  readonly writeFile: (name: string, content: unknown) => string;
  readonly sandbox: () => Sandbox;
}

export const ALL_SCOPES =
  'INCIDENTS_READ,INCIDENTS_WRITE,INCIDENTS_IMPERSONATE,DESTINATIONS_READ,DESTINATIONS_WRITE,POLICIES_WRITE,SCHEDULES_WRITE';

/** Apollo executes what is too long to be cached. */
export const WAYS: Readonly<Record<string, (query: string) => string>> = {
  'a prepared operation': (query) => query,
  'an operation that Apollo executes': (query) => `${query}\n# ${'x'.repeat(8_192)}`,
};

/** A moment at which a change of the file of API keys must be noticed; `jest.restoreAllMocks()` continues the real clock. */
export function passKeysFileAge(): void {
  const later = performance.now() + 100;
  jest.spyOn(performance, 'now').mockImplementation(() => later);
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Live gateways with one sandbox; each is stopped after its test. */
export function liveGateways(options: SandboxOptions = {}): GatewayHarness {
  const folder = mkdtempSync(join(tmpdir(), 'doors-'));
  const closers: (() => Promise<void>)[] = [];
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox(options);
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
    sandbox.control.pagerduty.reset();
    sandbox.control.cloudflare.reset();
  });
  afterAll(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });

  return {
    sandbox: () => sandbox,
    writeFile(name, content) {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
      return path;
    },
    async open(env = {}, { secondAccount = false, pagerDutyKey, accountOverrides } = {}) {
      const { pagerduty, cloudflare } = sandbox;
      const calls: SentRequest[] = [];
      const { log, lines } = recordingLog();
      const pools: Pool[] = [];
      const { from: _, ...withoutFrom } = pagerduty;
      const byKey: Record<string, PagerDutyAccountConfig> = {
        main: {
          ...withoutFrom,
          ...accountOverrides,
          ...(pagerDutyKey === undefined ? {} : { apiToken: pagerDutyKey }),
        },
      };
      if (secondAccount) byKey['second'] = pagerduty;
      const gateway = await createGateway({
        config: {
          ...readConfig({ PAGERDUTY_API_TOKEN: 'key', PORT: '0', ...env }),
          port: 0,
          pagerduty: { byKey, defaultKey: 'main' },
          cloudflare: { byKey: { main: cloudflare }, defaultKey: 'main' },
        },
        dispatcherFor: (origin) => recordingDispatcher(origin, pools, calls),
        log,
      });
      closers.push(async () => {
        await gateway.stop();
        await Promise.all(pools.map((pool) => pool.destroy()));
      });
      const { url } = await gateway.start();
      const ask: LiveGateway['run'] = (query, headers = {}, variables = {}) =>
        post(`${url}/graphql`, JSON.stringify({ query, variables }), headers);
      return { url, gateway, log: lines, calls: () => calls, run: ask };
    },
  };
}

export async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<GraphQLResponse> {
  return readResponse(
    await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }),
  );
}

export async function readResponse(response: Response): Promise<GraphQLResponse> {
  const { data = null, errors = [] } = (await response.json()) as Partial<GraphQLResponse>;
  return { status: response.status, headers: response.headers, data, errors };
}

/** The codes of the errors, in order. */
export const errorCodes = ({ errors }: GraphQLResponse): unknown[] =>
  errors.map(({ extensions }) => extensions['code']);

export const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });

function recordingDispatcher(origin: string, pools: Pool[], calls: SentRequest[]): Dispatcher {
  const pool = new Pool(origin);
  pools.push(pool);
  return pool.compose((dispatch) => (options, handler) => {
    const { from, 'x-request-id': requestId, ...headers } = options.headers as Record<string, string | undefined>;
    const { traceparent, tracestate } = headers;
    const trace = { traceparent, tracestate };
    calls.push({
      method: options.method,
      path: options.path,
      requestId,
      ...trace,
      ...(from === undefined ? {} : { from }),
    });
    return dispatch(options, handler);
  });
}
