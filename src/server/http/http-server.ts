import { isIP } from 'node:net';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
} from 'fastify';
import type { Config } from '../../config/config.js';
import { isLoopback } from '../../shared/loopback.js';
import { registerJsonBodyParser } from './json-body-parser.js';
import { registerErrorHandlers, handleFrameworkError, sendError } from './error-handler.js';
import { openStdout, type LogDestination } from '../observability/log-destination.js';
import { rejectUnsupportedRequests } from './reject-unsupported-requests.js';
import { resolveRequestId } from './request-id.js';
import { registerRawHandlers, handleClientError } from './client-error-handler.js';

/** How long a client may take, in milliseconds. Node looks every `check` whether somebody takes longer. */
const SERVER_TIMEOUTS = { headers: 8_000, request: 15_000, checkInterval: 1_000 };

/** Nothing this gateway says is a page; the playground, which is one, has a policy of its own. */
const API_CONTENT_SECURITY_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Without process id and host name; levels and times as people read them. */
const createLogOptions = (level: string, stream: LogDestination) => ({
  level,
  stream,
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label: string) => ({ level: label }) },
});

/** GraphQL has the schema here; Fastify would load two compilers for its own. */
function rejectRouteSchema(): never {
  throw new Error('Routes have no schemas here.');
}

/**
 * The HTTP server without any route: request ids, common headers, error shapes. It logs no request; the GraphQL route
 * logs its operations.
 *
 * @param log instead of the server's own log to standard output
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
  app.addHook('onClose', () => destination.flush());
  const headers = createCommonHeaders(config);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(headers);
    done();
  });
  registerErrorHandlers(app);
  registerRawHandlers(app);
  return app;
}

/**
 * Refuses what is no request for this gateway, whatever it asks. To be called before the routes are there, and after origins
 * are allowed: a page of one of them must be able to read why it is refused.
 */
export function registerRequestChecks(app: FastifyInstance, config: Config): void {
  rejectUnsupportedRequests(app);
  const isLocalOnly = config.mode === 'sandbox' || isLoopback(config.host);
  if (isLocalOnly && config.callerAuth.anonymousScopes.length > 0) rejectForeignHosts(app, config);
}

/** Headers of every answer. */
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

/** Listens and tells the URL. Fastify would announce it in the log, which is for `main.ts` to do. */
export async function listen(app: FastifyInstance, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  const { level } = app.log;
  app.log.level = 'warn';
  try {
    return await app.listen({ host, port });
  } finally {
    app.log.level = level;
  }
}

/**
 * Where nobody need say who they are a web page must not get in: one whose own name was made to resolve to this machine (DNS
 * rebinding) is same-origin to the browser, and only the Host header gives it away. It is a name then, never an address.
 */
function rejectForeignHosts(app: FastifyInstance, { host: listenHost, allowedHosts }: Config): void {
  const isAllowedName = (name: string): boolean =>
    isLoopback(name) ||
    allowedHosts.some((allowed) => name === allowed || (allowed.startsWith('.') && name.endsWith(allowed)));
  const isAddress = (name: string): boolean => !isLoopback(listenHost) && isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  app.addHook('onRequest', (request, reply, done) => {
    // Not request.hostname, for which a page may send a forwarding header.
    const name = (request.headers.host ?? '').replace(/:\d*$/, '').toLowerCase();
    if (name === '' || isAllowedName(name) || isAddress(name)) return done();
    const message =
      'This gateway does not answer to this host name; call it as localhost, or let the operator add the name to ALLOWED_HOSTS.';
    sendError(request, reply, { status: 421, code: 'BAD_REQUEST', message });
  });
}
