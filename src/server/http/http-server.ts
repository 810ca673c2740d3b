import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
} from 'fastify';
import type { Config } from '../../config/config.js';
import { isLoopback } from '../../shared/loopback.js';
import { flushLog, openStdout, type LogDestination } from '../observability/log-destination.js';
import { createLogTime } from '../observability/log-time.js';
import { handleClientError, registerRawHandlers } from './client-error-handler.js';
import { handleFrameworkError, registerErrorHandlers } from './error-handler.js';
import { rejectForeignHosts } from './host-check.js';
import { registerJsonBodyParser } from './json-body-parser.js';
import { rejectUnsupportedRequests } from './reject-unsupported-requests.js';
import { resolveRequestId } from './request-id.js';
import { registerUpgrades } from './upgrade.js';

/** Maximum time to receive headers and the whole request, and how often Node.js checks both, in milliseconds. */
const SERVER_TIMEOUTS = { headers: 8_000, request: 15_000, checkInterval: 1_000 };

/** For responses that are not pages; the playground has its own policy. */
const API_CONTENT_SECURITY_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Without process id and host name; with readable levels and times. */
const createLogOptions = (level: string, stream: LogDestination) => ({
  level,
  stream,
  base: null,
  timestamp: createLogTime(),
  formatters: { level: (label: string) => ({ level: label }) },
});

/** Replaces Fastify's two schema compilers, which are slow to load and unused: no route has a schema. */
function rejectRouteSchema(): never {
  throw new Error('Routes must not have a schema.');
}

/**
 * Creates the HTTP server without routes: request ids, common headers and error responses. It does not log requests; the
 * GraphQL route logs its operations.
 *
 * @param log replaces the log to standard output
 */
export function createHttpServer(config: Config, log?: FastifyBaseLogger): FastifyInstance {
  const destination = openStdout();
  const logger: FastifyServerOptions = log
    ? { loggerInstance: log }
    : { logger: createLogOptions(config.logLevel, destination) };
  const app: FastifyInstance = fastify({
    ...logger,
    bodyLimit: config.limits.bodyBytes,
    requestTimeout: SERVER_TIMEOUTS.request,
    http: {
      headersTimeout: SERVER_TIMEOUTS.headers,
      connectionsCheckingInterval: SERVER_TIMEOUTS.checkInterval,
      requireHostHeader: false,
    },
    trustProxy: config.trustProxy > 0 && ((_address, hop) => hop < config.trustProxy),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    clientErrorHandler: handleClientError,
    frameworkErrors: handleFrameworkError,
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: (request) => resolveRequestId(request.headers),
    schemaController: { compilersFactory: { buildValidator: rejectRouteSchema, buildSerializer: rejectRouteSchema } },
  });
  registerJsonBodyParser(app);
  app.addHook('onClose', () => flushLog(destination));
  const headers = createCommonHeaders(config);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(headers);
    done();
  });
  registerErrorHandlers(app);
  registerRawHandlers(app);
  registerUpgrades(app);
  return app;
}

/**
 * Rejects invalid requests before they reach a route. Call it before routes are registered and after CORS, so that pages of
 * allowed origins can read the error.
 */
export function registerRequestChecks(app: FastifyInstance, config: Config): void {
  rejectUnsupportedRequests(app);
  const isLocalOnly = config.mode === 'sandbox' || isLoopback(config.host);
  if (isLocalOnly && config.callerAuth.anonymousScopes.length > 0) rejectForeignHosts(app, config);
}

/** Forbids caching, because responses are specific to one caller. The playground's files override it. */
export function forbidCaching(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store');
    done();
  });
}

/** Headers of every response. */
function createCommonHeaders({ mode }: Config): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': API_CONTENT_SECURITY_POLICY,
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
    ...(mode === 'sandbox' ? { 'x-pagergraph-mode': 'sandbox' } : {}),
  };
}

/** Listens and returns the URL. Suppresses Fastify's log line about it, because `main.ts` prints a banner. */
export async function listen(app: FastifyInstance, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  const { level } = app.log;
  app.log.level = 'warn';
  try {
    return await app.listen({ host, port });
  } finally {
    app.log.level = level;
  }
}
