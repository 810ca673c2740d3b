import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { Pool, type Dispatcher } from 'undici';
import { createClient, type Api } from '../../src/client/client.js';
import { readConfig } from '../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  /** The `From` header. */
  readonly from: string | undefined;
}

export interface GraphQLResponse {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface SandboxGateway {
  readonly sandbox: Sandbox;
  readonly url: string;
  /** The client of a caller. */
  readonly api: Api;
  /** The requests to the upstreams during this test, in order. */
  readonly sent: readonly SentRequest[];
  readonly run: (
    query: string,
    variables?: object,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<GraphQLResponse>;
}

/**
 * A gateway with a sandbox over real HTTP on loopback; the sandbox is reset after each test.
 *
 * @param env settings of the gateway in addition to those of all tests
 */
export function sandboxGateway(env: Readonly<Record<string, string>> = {}): SandboxGateway {
  const pools: Pool[] = [];
  const sent: SentRequest[] = [];
  let sandbox: Sandbox | undefined;
  let gateway: Gateway | undefined;
  let url = '';

  beforeAll(async () => {
    sandbox = await startSandbox();
    gateway = await createGateway({
      config: toConfig(sandbox, env),
      dispatcherFor: (origin) => recordingDispatcher(origin, pools, sent),
    });
    ({ url } = await gateway.start());
  });
  afterEach(() => {
    sent.length = 0;
    sandbox?.control.pagerduty.reset();
    sandbox?.control.cloudflare.reset();
  });
  afterAll(async () => {
    await gateway?.stop();
    await Promise.all(pools.map((pool) => pool.destroy()));
    await sandbox?.stop();
  });

  const run: SandboxGateway['run'] = (query, variables = {}, headers = {}) =>
    post(`${url}/graphql`, { query, variables }, headers);
  return {
    get sandbox() {
      if (!sandbox) throw new Error('The sandbox plays only during tests.');
      return sandbox;
    },
    get url() {
      return url;
    },
    sent,
    run,
    api: createClient({ url: 'http://gateway.test', fetch: (_url, init) => fetch(`${url}/graphql`, init) }),
  };
}

function toConfig({ pagerduty, cloudflare }: Sandbox, env: Readonly<Record<string, string>>) {
  return {
    ...readConfig({ UPSTREAMS: 'sandbox', PORT: '0', LOG_LEVEL: 'silent', ...env }),
    pagerduty: { byKey: { main: pagerduty }, defaultKey: 'main' },
    cloudflare: { byKey: { main: cloudflare }, defaultKey: 'main' },
  };
}

function recordingDispatcher(origin: string, pools: Pool[], sent: SentRequest[]): Dispatcher {
  const pool = new Pool(origin);
  pools.push(pool);
  return pool.compose((dispatch) => (options, handler) => {
    const { from } = options.headers as Record<string, string | undefined>;
    sent.push({ method: options.method, path: options.path, from });
    return dispatch(options, handler);
  });
}

async function post(url: string, body: object, headers: Readonly<Record<string, string>>): Promise<GraphQLResponse> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return (await response.json()) as GraphQLResponse;
}
