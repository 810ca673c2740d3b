import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MINUTE } from '../../clock.js';
import { Quota } from '../../http/simulated-rate-limit.js';
import { Refusal } from '../../http/error-reply.js';
import { invalidEvent } from '../http/errors.js';
import { readChangeEvent, readEvent, readRoutingKey } from '../events/event-body.js';
import { receive } from '../events/process-event.js';
import type { Integration } from '../state/account-records.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';

const LARGEST_EVENT_BYTES = 512 * 1024;
const CALLS_PER_MINUTE = 120;
const MOST_LINKS = 50;

/** On PagerDuty's side this is a host of its own, with its own envelope and a limit for each key. */
export function addEventRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  const options = { bodyLimit: LARGEST_EVENT_BYTES, errorHandler: answerError };

  app.post('/v2/enqueue', options, async ({ body }, reply) => {
    const integration = integrationOf(half, body);
    const dedupKey = receive(half.state, integration, readEvent(body));
    return reply.code(202).send({ status: 'success', message: 'Event processed', dedup_key: dedupKey });
  });

  /** Makes nothing that could be read back; too many links are refused in another envelope (contracts: quirk 72). */
  app.post('/v2/change/enqueue', options, async ({ body }, reply) => {
    integrationOf(half, body);
    if (readChangeEvent(body).links.length > MOST_LINKS)
      throw new Refusal(400, { error: [`links should have at most ${MOST_LINKS} item(s)`] });
    return reply.code(202).send({ status: 'success', message: 'Change event processed' });
  });
}

/** A key that belongs to nothing is refused (unverified). */
function integrationOf({ state }: PagerDutyHalf, body: unknown): Integration {
  const key = readRoutingKey(body);
  const integration = [...state.integrations.values()].find(({ routingKey }) => routingKey === key);
  if (integration === undefined) throw invalidEvent('Invalid routing key');
  const quota = state.eventQuotas.get(key) ?? new Quota({ limit: CALLS_PER_MINUTE, windowMs: MINUTE }, state.now);
  state.eventQuotas.set(key, quota);
  if (!quota.spend().allowed) throw new Refusal(429, '429 - Request Limit Exceeded');
  return integration;
}

async function answerError(error: FastifyError | Refusal, _request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof Refusal) return reply.code(error.status).send(error.body);
  const status = error.statusCode ?? 500;
  const message = status < 500 ? 'Event object format is unrecognized' : 'An internal error has occurred';
  return reply.code(status).send({ status: 'Unrecognized object', message, errors: ['JSON parse error'] });
}
