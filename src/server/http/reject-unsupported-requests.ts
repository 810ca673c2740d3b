import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../faults/fault.js';
import { sendError } from './error-handler.js';

/** Why a request is refused whatever it asks. */
interface Rejection {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Refuses what is no request for this gateway before its body is read, and everything while it stops. Node.js would answer
 * some of it without a body. To be called before the routes are there.
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

/** A request on a connection that was kept open. */
function createStoppingFault(reply: FastifyReply): Fault {
  // Else the connection would keep the process alive.
  reply.header('connection', 'close');
  return new Fault('UPSTREAM_UNAVAILABLE', 'This gateway is stopping; send the request again.', {
    retryAfterSeconds: 1,
  });
}

function findRejection({ headers, raw }: FastifyRequest): Rejection | undefined {
  if (headers.host === undefined && raw.httpVersion === '1.1') {
    return { status: 400, message: 'The request has no Host header.' };
  }
  if (headers.expect !== undefined && !/^100-continue$/i.test(headers.expect)) {
    return { status: 417, message: 'The only expectation that is met is 100-continue.' };
  }
  const encoding = headers['content-encoding'];
  if (encoding === undefined || /^(?:|identity)$/i.test(encoding.trim())) return undefined;
  const message = `The request body must not be encoded (content-encoding: ${quoteEncoding(encoding)}); send it as it is.`;
  return { status: 415, message, headers: { 'accept-encoding': 'identity' } };
}

/** Nothing that a caller sends comes back at its full length. */
function quoteEncoding(encoding: string): string {
  return /^[\w.+, -]{1,40}$/.test(encoding) ? encoding : 'unknown';
}
