import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
} from 'fastify';
import type { Config } from '../config/config.js';
import { isLoopback } from '../config/loopback.js';
import { answerErrors, errorBody } from './http-errors.js';
import { requestIdOf } from './request-id.js';

const MAX_BODY_BYTES = 262_144;

/** Without process id and host name; levels and times as people read them. */
const logOptions = (level: string) => ({
  level,
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label: string) => ({ level: label }) },
});

/**
 * The HTTP server without any route: request ids, common headers, error shapes. It logs no request; the GraphQL route
 * logs its operations.
 *
 * @param log instead of the server's own log to standard output
 */
export function createHttp(config: Config, log?: FastifyBaseLogger): FastifyInstance {
  const logger: FastifyServerOptions = log ? { loggerInstance: log } : { logger: logOptions(config.logLevel) };
  const app: FastifyInstance = fastify({
    ...logger,
    bodyLimit: MAX_BODY_BYTES,
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: (request) => requestIdOf(request.headers),
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      ...(config.mode === 'sandbox' ? { 'x-pagergraph-mode': 'sandbox' } : {}),
    });
  });
  if (isLoopback(config.host)) refuseForeignNames(app);
  answerErrors(app);
  return app;
}

/** Listens and tells the URL. Fastify would announce it in the log, which is for `index.ts` to do. */
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
 * Nobody is asked who they are on loopback, so a web page must not get here: one whose own name was made to resolve to
 * 127.0.0.1 (DNS rebinding) is same-origin to the browser, and only the Host header gives it away.
 */
function refuseForeignNames(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.hostname === '' || isLoopback(request.hostname)) return;
    const message = 'This gateway answers on loopback only; call it as localhost or by its loopback address.';
    await reply.code(421).send(errorBody('BAD_REQUEST', message, request.id));
  });
}
