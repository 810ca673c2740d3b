import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Dispatcher, Pool } from 'undici';
import type { Accounts, Config } from './config/config.js';
import { createContextFactory, type KeyKind, type Upstreams } from './graph/context.js';
import { createSchema } from './graph/schema.js';
import { rememberingCloudflare, rememberingPagerDuty } from './loaders/remembering.js';
import { createApollo } from './server/apollo.js';
import { createAuthentication } from './server/callers/authenticate.js';
import { admissionOf, registerDoor } from './server/callers/door.js';
import { allowOrigins } from './server/cors.js';
import { createPrepare } from './server/documents/prepare.js';
import { GRAPHQL_PATH, registerGraphQL } from './server/graphql-route.js';
import { registerHealth } from './server/health.js';
import { createHttp, listen } from './server/http.js';
import { probeKeys } from './server/probe-keys.js';
import { readTabs } from './server/playground-tabs.js';
import { registerPlayground } from './server/playground.js';
import { createCallerLimit } from './store/caller-limit.js';
import { createIdempotency } from './store/idempotency.js';
import { createCloudflareClient } from './upstream/cloudflare/client.js';
import { createPagerDutyClient } from './upstream/pagerduty/client.js';
import { createPool } from './upstream/transport/pool.js';

export interface GatewayOptions {
  readonly config: Config;
  /** What carries the calls to an origin; whoever gives it closes it. Without it the gateway has pools of its own. */
  readonly dispatcherFor?: (origin: string) => Dispatcher;
  /** Instead of a log to standard output at `config.logLevel`. */
  readonly log?: FastifyBaseLogger;
}

export interface Gateway {
  /** Answers injected requests before it listens. */
  readonly app: FastifyInstance;
  /** Listens; rejects with `EADDRINUSE` when somebody else does already. */
  start(): Promise<{ readonly url: string }>;
  /** Asks the upstreams whose keys we hold and what they lack, and tells the log. Never rejects. */
  probeKeys(): Promise<void>;
  /** Lets running requests finish, then closes everything. */
  stop(): Promise<void>;
}

/** `dist/` and `schema/` lie beside the folder of this file, be it `src/` or `dist/`. */
const PLAYGROUND_ASSETS = new URL('../dist/playground/', import.meta.url);
const OPERATIONS = new URL('../schema/operations/', import.meta.url);
const FIRST_TAB = 'overview.graphql';

/** Joins all parts, and is the only place that does. Nothing listens and no upstream is called before it is asked to. */
export async function createGateway({ config, dispatcherFor, log }: GatewayOptions): Promise<Gateway> {
  const pools = createPools();
  const app = createHttp(config, log);
  const { introspection, limits, trustedDocuments } = config;
  const apollo = createApollo({
    schema: createSchema(),
    introspection,
    limits,
    persistedQueries: trustedDocuments === undefined,
    log: app.log,
  });
  const keyKinds = new Map<string, KeyKind>();
  const upstreams = upstreamsOf(config, dispatcherFor ?? pools.dispatcherFor, keyKinds);
  const createContext = createContextFactory(upstreams, createIdempotency(config.idempotencyTtlSeconds));
  await apollo.start();

  await allowOrigins(app, config.allowedOrigins);
  registerHealth(app);
  if (config.playground) {
    registerPlayground(app, { assets: PLAYGROUND_ASSETS, tabs: readTabs(OPERATIONS, FIRST_TAB) });
  }
  registerDoor(app, {
    path: GRAPHQL_PATH,
    authenticate: createAuthentication(config.callers, app.log),
    limit: createCallerLimit(config.callerRateLimit),
  });
  registerGraphQL(app, {
    apollo,
    createContext: (request) => createContext({ requestId: request.id, ...admissionOf(request) }),
    prepare: createPrepare(limits, trustedDocuments),
    deadlineMs: config.deadlineMs,
  });

  return {
    app,
    async start() {
      return { url: await listen(app, config) };
    },
    async probeKeys() {
      for (const [key, kind] of await probeKeys(upstreams, app.log)) keyKinds.set(key, kind);
    },
    async stop() {
      await app.close();
      await apollo.stop();
      await pools.close();
    },
  };
}

/** A pool for each account, also where two share an origin: one that hangs takes no connection of the other's. */
function createPools() {
  const pools: Pool[] = [];
  return {
    dispatcherFor: (origin: string): Dispatcher => {
      const pool = createPool(origin);
      pools.push(pool);
      return pool;
    },
    close: () => Promise.all(pools.map((pool) => pool.close())),
  };
}

function upstreamsOf(
  config: Config,
  dispatcherFor: (origin: string) => Dispatcher,
  keyKinds: Upstreams['keyKinds'],
): Upstreams {
  const { deadlineMs, tryTimeoutMs, referenceCacheSeconds } = config;
  const carriedBy = <T extends { readonly baseUrl: string }>(account: T) => {
    const dispatcher = dispatcherFor(new URL(account.baseUrl).origin);
    return { account, dispatcher, deadlineMs, tryTimeoutMs };
  };
  return {
    keyKinds,
    pagerduty: withClients(config.pagerduty, (account) =>
      rememberingPagerDuty(createPagerDutyClient(carriedBy(account)), referenceCacheSeconds),
    ),
    cloudflare: withClients(config.cloudflare, (account) =>
      rememberingCloudflare(createCloudflareClient(carriedBy(account)), referenceCacheSeconds),
    ),
  };
}

/** Puts a client beside each account's configuration. */
function withClients<A, C>(accounts: Accounts<A>, clientOf: (account: A) => C): Accounts<A & { readonly client: C }> {
  const entries = Object.entries(accounts.byKey);
  return {
    ...accounts,
    byKey: Object.fromEntries(entries.map(([key, account]) => [key, { ...account, client: clientOf(account) }])),
  };
}
