import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Dispatcher } from 'undici';
import { tokensMayUseAllAccounts } from './config/caller-auth.js';
import type { Config } from './config/config.js';
import type { KeyType } from './graph/core/context.js';
import { createUpstreams } from './feed/create-upstreams.js';
import { createContextFactory } from './graph/core/create-context.js';
import { createFormatError } from './graph/core/errors/format-error.js';
import { createIdempotentRunner } from './graph/core/mutations/idempotent-runner.js';
import { deriveCursorKey } from './graph/core/pagination/cursor-key.js';
import { createSchema, createSubgraph } from './graph/schema.js';
import { authenticatedRequest, registerAuthHook } from './server/auth/auth-hook.js';
import { createAuthenticate } from './server/auth/authenticate.js';
import { createFetchJwks } from './server/auth/fetch-jwks.js';
import { trustBoardDocuments } from './server/board/board-documents.js';
import { registerBoard } from './server/board/board-route.js';
import { createExecutor } from './server/graphql/executor.js';
import { createApolloServer } from './server/graphql/apollo-server.js';
import { registerGraphQLRoute } from './server/graphql/graphql-route.js';
import { createDescribeRequest } from './server/graphql/describe-request.js';
import { createPrepareRequest } from './server/graphql/prepare-request.js';
import { createRespond } from './server/graphql/respond.js';
import { registerCompression } from './server/http/compression.js';
import { registerCors } from './server/http/cors.js';
import { createDrain } from './server/http/drain.js';
import { GRAPHQL_PATH } from './server/http/graphql-path.js';
import { registerHealth } from './server/http/health.js';
import { createHttpServer, forbidCaching, listen, registerRequestChecks } from './server/http/http-server.js';
import { shutDown } from './server/http/shut-down.js';
import { computeMaxReads } from './server/limits/calculate-cost.js';
import { createResponseSizeCheck } from './server/limits/enforce-response-size.js';
import { createLive, type Live } from './server/live/create-live.js';
import { createDelivery, openOutboxes } from './server/outbox/start-outbox.js';
import { describeMutations } from './server/playground/mutation-descriptions.js';
import { readOperationTabs } from './server/playground/operation-tabs.js';
import { registerPlayground, toPlaygroundAccounts } from './server/playground/playground-route.js';
import { describeGauges } from './server/observability/metrics/gateway-gauges.js';
import { createOperationReporter } from './server/observability/operation-log.js';
import { createTelemetry } from './server/observability/telemetry.js';
import { checkConfig } from './server/startup/check-config.js';
import type { Report } from './server/startup/finding.js';
import { logReport } from './server/startup/report-log.js';
import { registerWebhookRoute } from './server/webhooks/webhook-route.js';
import { Cancellation } from './shared/cancellation.js';
import { openStore } from './store/open-store.js';
import { createPools } from './upstream/create-clients.js';

export interface GatewayOptions {
  readonly config: Config;
  /** Replaces the gateway's own connection pools. The caller closes what it returns. */
  readonly dispatcherFor?: (origin: string) => Dispatcher;
  /** Replaces the log to standard output at `config.logLevel`. */
  readonly log?: FastifyBaseLogger;
}

export interface Gateway {
  /** Accepts injected requests even before it listens. */
  readonly app: FastifyInstance;
  /** Listens; rejects with `EADDRINUSE` if the port is in use. */
  start(): Promise<{ readonly url: string }>;
  /** Checks and logs what the configured credentials may do. Changes nothing and never rejects. */
  checkConfig(): Promise<readonly Report[]>;
  /** Waits for `shutdownDelaySeconds` if it listens. Then finishes requests in flight, aborts upstream calls after 8.5 s, then closes everything. */
  stop(): Promise<void>;
}

/** `dist/` and `schema/` are next to the folder of this file, both for `src/` and for `dist/`. */
const PLAYGROUND_ASSETS = new URL('../dist/playground/', import.meta.url);
const BOARD_ASSETS = new URL('../dist/board/', import.meta.url);
const BOARD_OPERATIONS = new URL('../schema/board/', import.meta.url);
const OPERATIONS_FOLDER = new URL('../schema/operations/', import.meta.url);

/** The only place where the parts are joined. Does not listen or call an upstream before a method is called. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const parts = createParts(options, await openParts(options));
  const { app, config, telemetry, apollo, upstreams, delivery } = parts;
  const shutdown = new Cancellation();
  await apollo.start();
  await registerHttp(parts);
  const live = registerGraphQL(parts);
  telemetry.addGauges(describeGauges({ ...parts, ...live }));
  return {
    app,
    async start() {
      const url = await listen(app, config);
      await telemetry.start(app.log);
      delivery.start();
      return { url };
    },
    async checkConfig() {
      const requestScope = { counter: { upstreamCalls: 0 }, cancellation: shutdown };
      const reports = await checkConfig({ ...parts, ...config, requestScope, keyTypes: upstreams.keyTypes });
      // A cancelled check has no meaningful result.
      if (!shutdown.isCancelled) for (const report of reports) logReport(app.log, report);
      return reports;
    },
    async stop() {
      shutdown.cancel();
      await shutDown({ ...parts, endStreams: live.endAll });
      await telemetry.stop();
    },
  };
}

async function openParts({ config, log }: GatewayOptions) {
  const app = createHttpServer(config, log);
  return { app, store: await openStore(config, app.log), telemetry: await createTelemetry(config) };
}

type OpenParts = Awaited<ReturnType<typeof openParts>>;
type Parts = ReturnType<typeof createParts>;

function createParts({ config, dispatcherFor }: GatewayOptions, { app, store, telemetry }: OpenParts) {
  const { introspection, limits, trustedDocuments } = config;
  const { log } = app;
  const pools = createPools(config.proxy);
  const drain = createDrain(app);
  forbidCaching(app);
  telemetry.watch(app);
  const reportOperation = createOperationReporter(log, telemetry.onOperation);
  const schema = config.federation ? createSubgraph() : createSchema();
  const formatError = createFormatError({ log, introspection });
  const graphql = { schema, introspection, limits, formatError, log, reportOperation };
  const apollo = createApolloServer({ ...graphql, persistedQueries: trustedDocuments === undefined });
  const createDispatcher = dispatcherFor ?? pools.createDispatcher;
  const upstreams = {
    ...createUpstreams(config, createDispatcher, deriveCursorKey, { telemetry, store, logger: log }),
    keyTypes: new Map<string, KeyType>(),
  };
  const { concurrentCreates, editLeases } = store;
  const idempotency = createIdempotentRunner(store.idempotency);
  const mutationState = { idempotency, concurrentCreates, editLeases, outboxes: openOutboxes(config, store, log) };
  const createContext = createContextFactory(upstreams, mutationState, limits.responseBytes);
  const delivery = createDelivery({ ...mutationState, ...config, createContext, log });
  const fetchJwks = createFetchJwks(config, pools.createDispatcher);
  const authenticate = createAuthenticate({
    callerAuth: config.callerAuth,
    tokensMayUseAllAccounts: tokensMayUseAllAccounts(config),
    authFailures: store.authFailures,
    log,
    fetchJwks,
  });
  const server = { app, drain, schema, formatError, apollo, telemetry, reportOperation };
  return { config, pools, ...server, upstreams, store, delivery, createContext, fetchJwks, authenticate };
}

/** The order matters, because a hook covers only the routes that are registered after it. */
async function registerHttp(parts: Parts): Promise<void> {
  const { app, config, drain, upstreams, store } = parts;
  await registerCors(app, config);
  registerRequestChecks(app, config);
  if (config.compress) await registerCompression(app);
  registerHealth(app, {
    isReady: () => drain.isReady,
    getFeeds: () => upstreams.feeds.statuses().map(([, status]) => status),
  });
  const getFeed = (account: string) => upstreams.feeds.get(account);
  await registerWebhookRoute(app, { accounts: config.pagerduty.byKey, getFeed, ...store });
  if (config.board) registerBoard(app, { assets: BOARD_ASSETS, mode: config.mode });
  if (config.playground) registerPlaygroundRoute(parts);
}

function registerPlaygroundRoute({ app, config, schema }: Parts): void {
  const { mode, pagerduty, cloudflare, callerAuth, introspection, trustedDocuments } = config;
  const readSettings = () => ({
    mode,
    accounts: { pagerduty: toPlaygroundAccounts(pagerduty), cloudflare: toPlaygroundAccounts(cloudflare) },
    tabs: readOperationTabs(OPERATIONS_FOLDER, mode),
    mutations: describeMutations(schema),
    asksForToken: callerAuth.anonymousScopes.length === 0,
    introspection,
    runsAnyDocument: trustedDocuments === undefined,
  });
  registerPlayground(app, { assets: PLAYGROUND_ASSETS, readSettings });
}

function registerGraphQL({ config, authenticate, store, ...parts }: Parts): Live {
  const { app, schema, formatError, apollo, createContext, telemetry, reportOperation } = parts;
  const { limits, deadlineMs } = config;
  const { rateLimiter } = store;
  const executor = createExecutor({ schema, limits, createContext });
  const shared = {
    apollo,
    createContext,
    executor,
    respond: createRespond({ executor, formatError, reportOperation }),
    prepare: createPrepareRequest(limits, trustBoardDocuments(config, BOARD_OPERATIONS)),
    checkResponseSize: createResponseSizeCheck(limits.responseBytes, formatError),
    describeRequest: createDescribeRequest({
      deadlineMs,
      maxReads: computeMaxReads(limits.complexity),
      onMutation: executor.forgetInFlight,
      startTrace: telemetry.startTrace,
    }),
  };
  const live = createLive({ ...shared, config, schema, formatError, authenticate, rateLimiter, log: app.log });
  registerAuthHook(app, { path: GRAPHQL_PATH, authenticate, rateLimiter });
  registerGraphQLRoute(app, { ...shared, ...live, authenticatedRequest });
  return live;
}
