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
import { readExactly } from './json-body-parser.js';
import { answerErrors, answerUnroutable, sendError } from './error-handler.js';
import { openStandardOutput, type LogStream } from '../observability/log-destination.js';
import { refuseUnread } from './reject-unsupported-requests.js';
import { requestIdOf } from './request-id.js';
import { answerBeside, answerUnreadable } from './client-error-handler.js';

/** How long a client may take, in milliseconds. Node looks every `check` whether somebody takes longer. */
const PATIENCE = { headers: 8_000, request: 15_000, check: 1_000 };

/** Nothing this gateway says is a page; the playground, which is one, has a policy of its own. */
const API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Without process id and host name; levels and times as people read them. */
const logOptions = (level: string, stream: LogStream) => ({
  level,
  stream,
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label: string) => ({ level: label }) },
});

/** GraphQL has the schema here; Fastify would load two compilers for its own. */
function noSchema(): never {
  throw new Error('Routes have no schemas here.');
}

/**
 * The HTTP server without any route: request ids, common headers, error shapes. It logs no request; the GraphQL route
 * logs its operations.
 *
 * @param log instead of the server's own log to standard output
 */
export function createHttp(config: Config, log?: FastifyBaseLogger): FastifyInstance {
  const output = openStandardOutput();
  const logger: FastifyServerOptions = log ? { loggerInstance: log } : { logger: logOptions(config.logLevel, output) };
  const app: FastifyInstance = fastify({
    ...logger,
    bodyLimit: config.limits.bodyBytes,
    requestTimeout: PATIENCE.request,
    http: { headersTimeout: PATIENCE.headers, connectionsCheckingInterval: PATIENCE.check, requireHostHeader: false },
    trustProxy: config.trustProxy > 0 && ((_address, hop) => hop < config.trustProxy),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    clientErrorHandler: answerUnreadable,
    frameworkErrors: answerUnroutable,
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: (request) => requestIdOf(request.headers),
    schemaController: { compilersFactory: { buildValidator: noSchema, buildSerializer: noSchema } },
  });
  readExactly(app);
  app.addHook('onClose', () => output.flush());
  const headers = headersOfAll(config);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(headers);
    done();
  });
  answerErrors(app);
  answerBeside(app);
  return app;
}

/**
 * Refuses what is no request for this gateway, whatever it asks. To be called before the routes are there, and after origins
 * are allowed: a page of one of them must be able to read why it is refused.
 */
export function refuseStrays(app: FastifyInstance, config: Config): void {
  refuseUnread(app);
  const isOnOneMachine = config.mode === 'sandbox' || isLoopback(config.host);
  if (isOnOneMachine && config.callers.anonymousScopes.length > 0) refuseForeignNames(app, config);
}

/** Headers of every answer. */
function headersOfAll({ mode }: Config): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': API_POLICY,
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
function refuseForeignNames(app: FastifyInstance, { host: listensOn, allowedHosts }: Config): void {
  const isKnown = (name: string): boolean =>
    isLoopback(name) || allowedHosts.some((one) => name === one || (one.startsWith('.') && name.endsWith(one)));
  const isAddress = (name: string): boolean => !isLoopback(listensOn) && isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  app.addHook('onRequest', (request, reply, done) => {
    // Not request.hostname, for which a page may send a forwarding header.
    const name = (request.headers.host ?? '').replace(/:\d*$/, '').toLowerCase();
    if (name === '' || isKnown(name) || isAddress(name)) return done();
    const message =
      'This gateway does not answer to this host name; call it as localhost, or let the operator add the name to ALLOWED_HOSTS.';
    sendError(request, reply, { status: 421, code: 'BAD_REQUEST', message });
  });
}
