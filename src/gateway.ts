import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Dispatcher } from 'undici';
import type { Accounts, Config } from './config/config.js';
import { tokensMayUseAll } from './config/caller-auth.js';
import { createContextFactory, type KeyKind } from './graph/core/context.js';
import { createFormatError } from './graph/core/errors/format-error.js';
import { createIdempotency } from './graph/core/mutations/idempotent-runner.js';
import { createSchema } from './graph/schema.js';
import { createApollo } from './server/graphql/apollo-server.js';
import { createAuthentication } from './server/auth/authenticate.js';
import { admissionOf, registerDoor } from './server/auth/auth-hook.js';
import { allowOrigins } from './server/http/cors.js';
import { compressAnswers } from './server/http/compression.js';
import { createPrepare } from './server/graphql/trusted-documents.js';
import { createFastPath } from './server/execution/executor.js';
import { createDrain } from './server/http/drain.js';
import { registerGraphQL } from './server/graphql/graphql-route.js';
import { registerHealth } from './server/http/health.js';
import { GRAPHQL_PATH } from './server/http/error-handler.js';
import { createHttp, listen, refuseStrays } from './server/http/http-server.js';
import { createCheckText } from './server/limits/response-size.js';
import { mutationsOf } from './server/playground/mutation-descriptions.js';
import { mostReadsFor } from './server/limits/calculate-cost.js';
import { readTabs } from './server/playground/operation-tabs.js';
import { registerPlayground, type PlaygroundAccounts } from './server/playground/playground-route.js';
import { checkConfig } from './server/startup/check-config.js';
import type { Report } from './server/startup/finding.js';
import { logReport } from './server/startup/report-log.js';
import { createCallerLimit } from './store/rate-limiter.js';
import { createGuessLimit } from './store/auth-failure-limiter.js';
import { createIdempotencyStore } from './store/idempotency.js';
import { fetchOver } from './upstream/transport/http/dispatcher-fetch.js';
import { Leaving } from './shared/cancellation.js';
import { createPools, createUpstreams } from './upstream/create-clients.js';

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
const OPERATIONS = new URL('../schema/operations/', import.meta.url);

/** How long running requests may wait for upstreams when the gateway stops. */
const LONGEST_FAREWELL_MS = 8_500;

/** Joins all parts, and is the only place that does. Nothing listens and no upstream is called before it is asked to. */
export async function createGateway({ config, dispatcherFor, log }: GatewayOptions): Promise<Gateway> {
  const pools = createPools(config.proxy);
  const app = createHttp(config, log);
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
  const apollo = createApollo({ schema, introspection, limits, persistedQueries, formatError, log: app.log });
  const keyKinds = new Map<string, KeyKind>();
  const upstreams = {
    keyKinds,
    ...createUpstreams(config, dispatcherFor ?? pools.dispatcherFor, (failure) =>
      app.log.warn(failure, 'Upstream call failed'),
    ),
  };
  const idempotency = createIdempotency(createIdempotencyStore(config.idempotencyTtlSeconds));
  const stopping = new Leaving();
  const createContext = createContextFactory(upstreams, idempotency, limits.responseBytes);
  await apollo.start();

  await allowOrigins(app, config);
  refuseStrays(app, config);
  if (config.compress) await compressAnswers(app);
  registerHealth(app, () => !drain.isDraining);
  if (config.playground) {
    registerPlayground(app, {
      assets: PLAYGROUND_ASSETS,
      mode: config.mode,
      accounts: { pagerduty: keysOf(config.pagerduty), cloudflare: keysOf(config.cloudflare) },
      tabs: readTabs(OPERATIONS, config.mode),
      mutations: mutationsOf(schema),
      asksForToken: config.callers.anonymousScopes.length === 0,
      introspection,
      runsAnyDocument: trustedDocuments === undefined,
    });
  }
  const { callers } = config;
  const fetchKeys = config.proxy && callers.jwt && fetchOver(pools.dispatcherFor(new URL(callers.jwt.jwksUrl).origin));
  registerDoor(app, {
    path: GRAPHQL_PATH,
    authenticate: createAuthentication({
      callers,
      tokensMayUseAll: tokensMayUseAll(config),
      guesses: createGuessLimit(),
      log: app.log,
      fetchKeys,
    }),
    limit: createCallerLimit(config.callerRateLimit),
  });
  registerGraphQL(app, {
    apollo,
    createContext,
    admissionOf,
    fastPath: await createFastPath({
      schema,
      limits,
      createContext,
      formatError,
      log: app.log,
      compile: config.compileQueries,
    }),
    prepare: createPrepare(limits, trustedDocuments),
    checkText: createCheckText(limits.responseBytes, formatError),
    deadlineMs: config.deadlineMs,
    mostReads: mostReadsFor(limits.complexity),
  });

  return {
    app,
    async start() {
      return { url: await listen(app, config) };
    },
    async checkConfig() {
      const scope = { counter: { upstreamCalls: 0 }, leaving: stopping };
      const reports = await checkConfig({ upstreams, callers, fetchKeys, scope, keyKinds });
      // What was given up says nothing.
      if (!stopping.hasLeft) for (const report of reports) logReport(app.log, report);
      return reports;
    },
    async stop() {
      stopping.leave();
      const began = performance.now();
      app.log.info({ running: drain.running }, 'Stopping: nobody new is let in, running requests are answered');
      // Whoever still waits then is told what is known, instead of being cut off without an answer.
      const cutOff = setTimeout(() => {
        app.log.warn({ running: drain.running }, 'Ending calls that upstreams have not answered');
        pools.destroy();
      }, LONGEST_FAREWELL_MS);
      await drain.end();
      await app.close();
      await apollo.stop();
      clearTimeout(cutOff);
      // What still asks does so for nobody: checks of the start, and what would be remembered.
      pools.destroy();
      app.log.info({ durationMs: Math.round(performance.now() - began) }, 'Stopped');
    },
  };
}

/** Names only: the accounts hold credentials. */
function keysOf({ byKey, defaultKey }: Accounts<unknown>): PlaygroundAccounts {
  return { keys: Object.keys(byKey), ...(defaultKey !== undefined && { defaultKey }) };
}
