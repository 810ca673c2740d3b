import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Dispatcher } from 'undici';
import type { Accounts, Config } from './config/config.js';
import { tokensMayUseAllAccounts } from './config/caller-auth.js';
import type { KeyType } from './graph/core/context.js';
import { createContextFactory } from './graph/core/create-context.js';
import { createFormatError } from './graph/core/errors/format-error.js';
import { createIdempotentRunner } from './graph/core/mutations/idempotent-runner.js';
import { createSchema } from './graph/schema.js';
import { createApolloServer } from './server/graphql/apollo-server.js';
import { createAuthenticate } from './server/auth/authenticate.js';
import { authenticatedRequest, registerAuthHook } from './server/auth/auth-hook.js';
import { registerCors } from './server/http/cors.js';
import { registerCompression } from './server/http/compression.js';
import { createPrepareRequest } from './server/graphql/trusted-documents.js';
import { createExecutor } from './server/execution/executor.js';
import { createDrain } from './server/http/drain.js';
import { registerGraphQLRoute } from './server/graphql/graphql-route.js';
import { registerHealth } from './server/http/health.js';
import { GRAPHQL_PATH } from './server/http/error-handler.js';
import { createHttpServer, listen, registerRequestChecks } from './server/http/http-server.js';
import { createResponseSizeCheck } from './server/limits/response-size.js';
import { describeMutations } from './server/playground/mutation-descriptions.js';
import { computeMaxReads } from './server/limits/calculate-cost.js';
import { readOperationTabs } from './server/playground/operation-tabs.js';
import { registerPlayground, type PlaygroundAccounts } from './server/playground/playground-route.js';
import { checkConfig } from './server/startup/check-config.js';
import type { Report } from './server/startup/finding.js';
import { logReport } from './server/startup/report-log.js';
import { createRateLimiter } from './store/rate-limiter.js';
import { createAuthFailureLimiter } from './store/auth-failure-limiter.js';
import { createIdempotencyStore } from './store/idempotency.js';
import { createDispatcherFetch } from './upstream/transport/http/dispatcher-fetch.js';
import { Cancellation } from './shared/cancellation.js';
import { deriveCursorKey } from './graph/core/pagination/cursor-key.js';
import { createPools, createClients } from './upstream/create-clients.js';

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
  /** Asks the upstreams what our credentials are good for, and tells the log too. Changes nothing; never rejects. */
  checkConfig(): Promise<readonly Report[]>;
  /** Lets running requests finish, but no longer than 8.5 s for the upstreams, then closes everything. */
  stop(): Promise<void>;
}

/** `dist/` and `schema/` lie beside the folder of this file, be it `src/` or `dist/`. */
const PLAYGROUND_ASSETS = new URL('../dist/playground/', import.meta.url);
const OPERATIONS_FOLDER = new URL('../schema/operations/', import.meta.url);

/** How long running requests may wait for upstreams when the gateway stops. */
const DRAIN_TIMEOUT_MS = 8_500;

/** Joins all parts, and is the only place that does. Nothing listens and no upstream is called before it is asked to. */
export async function createGateway({ config, dispatcherFor, log }: GatewayOptions): Promise<Gateway> {
  const pools = createPools(config.proxy);
  const app = createHttpServer(config, log);
  const drain = createDrain(app);
  // Answers are one caller's own; the playground's files say otherwise for themselves.
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store');
    done();
  });
  const { introspection, limits, trustedDocuments } = config;
  const schema = createSchema();
  const formatError = createFormatError({ log: app.log, introspection });
  const persistedQueries = trustedDocuments === undefined;
  const apollo = createApolloServer({ schema, introspection, limits, persistedQueries, formatError, log: app.log });
  const keyTypes = new Map<string, KeyType>();
  const upstreams = {
    keyTypes,
    ...createClients(config, dispatcherFor ?? pools.createDispatcher, deriveCursorKey, (failure) =>
      app.log.warn(failure, 'Upstream call failed'),
    ),
  };
  const idempotency = createIdempotentRunner(createIdempotencyStore(config.idempotencyTtlSeconds));
  const shutdown = new Cancellation();
  const createContext = createContextFactory(upstreams, idempotency, limits.responseBytes);
  await apollo.start();

  await registerCors(app, config);
  registerRequestChecks(app, config);
  if (config.compress) await registerCompression(app);
  registerHealth(app, () => !drain.isDraining);
  if (config.playground) {
    registerPlayground(app, {
      assets: PLAYGROUND_ASSETS,
      mode: config.mode,
      accounts: {
        pagerduty: toPlaygroundAccounts(config.pagerduty),
        cloudflare: toPlaygroundAccounts(config.cloudflare),
      },
      tabs: readOperationTabs(OPERATIONS_FOLDER, config.mode),
      mutations: describeMutations(schema),
      asksForToken: config.callerAuth.anonymousScopes.length === 0,
      introspection,
      runsAnyDocument: trustedDocuments === undefined,
    });
  }
  const { callerAuth } = config;
  const fetchJwks =
    config.proxy &&
    callerAuth.jwt &&
    createDispatcherFetch(pools.createDispatcher(new URL(callerAuth.jwt.jwksUrl).origin));
  registerAuthHook(app, {
    path: GRAPHQL_PATH,
    authenticate: createAuthenticate({
      callerAuth,
      tokensMayUseAllAccounts: tokensMayUseAllAccounts(config),
      authFailures: createAuthFailureLimiter(),
      log: app.log,
      fetchJwks,
    }),
    rateLimiter: createRateLimiter(config.callerRateLimit),
  });
  registerGraphQLRoute(app, {
    apollo,
    createContext,
    authenticatedRequest,
    executor: await createExecutor({
      schema,
      limits,
      createContext,
      formatError,
      log: app.log,
      compile: config.compileQueries,
    }),
    prepare: createPrepareRequest(limits, trustedDocuments),
    checkResponseSize: createResponseSizeCheck(limits.responseBytes, formatError),
    deadlineMs: config.deadlineMs,
    maxReads: computeMaxReads(limits.complexity),
  });

  return {
    app,
    async start() {
      return { url: await listen(app, config) };
    },
    async checkConfig() {
      const scope = { counter: { upstreamCalls: 0 }, cancellation: shutdown };
      const reports = await checkConfig({ upstreams, callerAuth, fetchJwks, scope, keyKinds: keyTypes });
      // What was given up says nothing.
      if (!shutdown.isCancelled) for (const report of reports) logReport(app.log, report);
      return reports;
    },
    async stop() {
      shutdown.cancel();
      const startedAt = performance.now();
      app.log.info({ running: drain.running }, 'Stopping: nobody new is let in, running requests are answered');
      // Whoever still waits then is told what is known, instead of being cut off without an answer.
      const drainTimer = setTimeout(() => {
        app.log.warn({ running: drain.running }, 'Ending calls that upstreams have not answered');
        pools.destroy();
      }, DRAIN_TIMEOUT_MS);
      await drain.end();
      await app.close();
      await apollo.stop();
      clearTimeout(drainTimer);
      // What still asks does so for nobody: checks of the start, and what would be remembered.
      pools.destroy();
      app.log.info({ durationMs: Math.round(performance.now() - startedAt) }, 'Stopped');
    },
  };
}

/** Names only: the accounts hold credentials. */
function toPlaygroundAccounts({ byKey, defaultKey }: Accounts<unknown>): PlaygroundAccounts {
  return { keys: Object.keys(byKey), ...(defaultKey !== undefined && { defaultKey }) };
}
