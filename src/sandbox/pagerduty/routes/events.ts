import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MINUTE } from '../../clock.js';
import { SimulatedRateLimit } from '../../http/simulated-rate-limit.js';
import { ErrorReply } from '../../http/error-reply.js';
import { invalidEvent } from '../http/errors.js';
import { parseChangeEvent, parseAlertEvent, parseRoutingKey } from '../events/event-body.js';
import { addChangeEvent } from '../events/add-change-event.js';
import { processAlertEvent } from '../events/process-event.js';
import type { Integration } from '../state/account-records.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';

const MAX_EVENT_BYTES = 512 * 1024;
const CALLS_PER_MINUTE = 120;
const MAX_LINKS = 50;

/** The real Events API has its own host, its own envelope and a rate limit per key. */
export function addEventRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  const options = { bodyLimit: MAX_EVENT_BYTES, errorHandler: handleEventError };

  app.post('/v2/enqueue', options, async ({ body }, reply) => {
    const integration = requireIntegration(simulator, body);
    const dedupKey = processAlertEvent(simulator.state, integration, parseAlertEvent(body));
    return reply.code(202).send({ status: 'success', message: 'Event processed', dedup_key: dedupKey });
  });

  /** Too many links cause an error in a third format (docs/upstream-quirks.md, quirk 72). */
  app.post('/v2/change/enqueue', options, async ({ body }, reply) => {
    const integration = requireIntegration(simulator, body);
    const event = parseChangeEvent(body);
    if (event.links.length > MAX_LINKS)
      throw new ErrorReply(400, { error: [`links should have at most ${MAX_LINKS} item(s)`] });
    addChangeEvent(simulator.state, integration, event);
    return reply.code(202).send({ status: 'success', message: 'Change event processed' });
  });
}

/** An unknown key is rejected (unverified). */
function requireIntegration({ state }: PagerDutySimulator, body: unknown): Integration {
  const key = parseRoutingKey(body);
  const integration = [...state.integrations.values()].find(({ routingKey }) => routingKey === key);
  if (integration === undefined) throw invalidEvent('Invalid routing key');
  const rateLimit =
    state.eventRateLimits.get(key) ?? new SimulatedRateLimit({ limit: CALLS_PER_MINUTE, windowMs: MINUTE }, state.now);
  state.eventRateLimits.set(key, rateLimit);
  if (!rateLimit.consume().isAllowed) throw new ErrorReply(429, '429 - Request Limit Exceeded');
  return integration;
}

async function handleEventError(error: FastifyError | ErrorReply, _request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof ErrorReply) return reply.code(error.status).send(error.body);
  const status = error.statusCode ?? 500;
  const message = status < 500 ? 'Event object format is unrecognized' : 'An internal error has occurred';
  return reply.code(status).send({ status: 'Unrecognized object', message, errors: ['JSON parse error'] });
}
