import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { isLoopback } from '../../shared/loopback.js';
import { ErrorReply } from '../http/error-reply.js';
import type { Control } from './control.js';

/** Paths outside the upstream's API: no authentication, no recording, no faults. */
export const CONTROL_PREFIX = '/_sandbox/';

/** A page of another origin needs a preflight to send this header, and no route responds to a preflight. */
const CONTROL_HEADER = 'x-sandbox-control';

/**
 * Rejects requests that a web page may have sent: without the header, or to a host name rebound to this machine.
 *
 * @throws ErrorReply
 */
function rejectBrowserRequests({ method, headers }: FastifyRequest): void {
  if (!isLoopback((headers.host ?? 'localhost').replace(/:\d*$/, '')))
    throw new ErrorReply(421, {
      error: 'Control routes are available on loopback only. Use the host 127.0.0.1 or localhost.',
    });
  if (method !== 'GET' && headers[CONTROL_HEADER] === undefined)
    throw new ErrorReply(403, { error: `Send the header "${CONTROL_HEADER}: 1", which web pages cannot send.` });
}

export function addControlRoutes(app: FastifyInstance, control: Control): void {
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith(CONTROL_PREFIX)) rejectBrowserRequests(request);
  });
  app.post(`${CONTROL_PREFIX}faults`, async (request, reply) => {
    orBadRequest(() => control.faults.add(request.body));
    return reply.code(204).send();
  });
  app.delete(`${CONTROL_PREFIX}faults`, async (_request, reply) => {
    control.faults.clear();
    return reply.code(204).send();
  });
  app.get(`${CONTROL_PREFIX}calls`, async () => control.calls());
  app.delete(`${CONTROL_PREFIX}calls`, async (_request, reply) => {
    control.clearCalls();
    return reply.code(204).send();
  });
  app.post(`${CONTROL_PREFIX}switches`, async (request, reply) => {
    orBadRequest(() => control.setSwitches(request.body));
    return reply.code(204).send();
  });
  app.post(`${CONTROL_PREFIX}reset`, async (_request, reply) => {
    control.reset();
    return reply.code(204).send();
  });
}

export function orBadRequest(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new ErrorReply(400, { error: z.prettifyError(error) });
  }
}
