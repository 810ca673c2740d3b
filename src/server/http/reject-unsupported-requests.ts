import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../faults/fault.js';
import { sendError } from './error-response.js';

/** The error of a request that is rejected whatever it contains. */
interface Rejection {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Rejects unsupported requests before their body is read, and all requests while the server stops. Node.js would respond to
 * some of them without a body. Call it before routes are registered.
 */
export function rejectUnsupportedRequests(app: FastifyInstance): void {
  let isStopping = false;
  app.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.addHook('onRequest', (request, reply, done) => {
    if (isStopping) return done(createStoppingFault(reply));
    const rejection = findRejection(request);
    if (!rejection) return done();
    const { status, message, headers = {} } = rejection;
    sendError(request, reply.headers(headers), { status, code: 'BAD_REQUEST', message });
  });
}

/** The error of a request that arrives on an open connection while the server stops. */
function createStoppingFault(reply: FastifyReply): Fault {
  // Otherwise the open connection would keep the process alive.
  reply.header('connection', 'close');
  return new Fault('UPSTREAM_UNAVAILABLE', 'The gateway is shutting down. Retry the request.', {
    retryAfterSeconds: 1,
  });
}

function findRejection({ headers, raw }: FastifyRequest): Rejection | undefined {
  if (headers.host === undefined && raw.httpVersion === '1.1') {
    return { status: 400, message: 'The request has no Host header.' };
  }
  if (headers.expect !== undefined && !/^100-continue$/i.test(headers.expect)) {
    return { status: 417, message: 'Unsupported Expect header. Only 100-continue is supported.' };
  }
  const encoding = headers['content-encoding'];
  if (encoding === undefined || /^(?:|identity)$/i.test(encoding.trim())) return undefined;
  const message = `Unsupported Content-Encoding: ${quoteEncoding(encoding)}. Send the request body without encoding.`;
  return { status: 415, message, headers: { 'accept-encoding': 'identity' } };
}

/** Limits what is quoted from the request. */
function quoteEncoding(encoding: string): string {
  return /^[\w.+, -]{1,40}$/.test(encoding) ? encoding : 'unknown';
}
