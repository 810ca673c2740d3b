import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { unprocessable } from '../http/errors.js';
import { paginate } from '../http/pagination.js';
import type { ByIdRoute } from '../http/route-types.js';
import { requireIncident } from '../incidents/update-incidents.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import type { Subscriber } from '../state/incident-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

const ACCOUNT_ID = 'PACCT01';

const bodySchema = z.object({
  subscribers: z.array(z.object({ subscriber_id: z.string(), subscriber_type: z.enum(['user', 'team']) })).min(1),
});

/** The users and teams that get the status updates of an incident. None of these routes reads `From`. */
export function addStatusUpdateSubscriberRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  /** `total` is filled although nobody requests it (docs/upstream-quirks.md, quirk 168). */
  app.get<ByIdRoute>('/incidents/:id/status_updates/subscribers', async ({ params, query }) => {
    const subscribers = listSubscribers(simulator.state, params.id);
    const page = paginate('subscribers', subscribers, query, ({ id, type }) => ({
      subscriber_id: id,
      subscriber_type: type,
      has_indirect_subscription: false,
      subscribed_via: null,
    }));
    return { ...page, total: subscribers.length, account_id: ACCOUNT_ID };
  });

  app.post<ByIdRoute>('/incidents/:id/status_updates/subscribers', async ({ params, body }) => {
    const { id } = requireIncident(simulator.state, params.id);
    const subscriptions = parseSubscribers(body).map((subscriber) => ({
      account_id: ACCOUNT_ID,
      subscribable_id: id,
      subscribable_type: 'incident',
      subscriber_id: subscriber.id,
      subscriber_type: subscriber.type,
      result: subscribe(simulator.state, id, subscriber),
    }));
    return { subscriptions };
  });

  app.post<ByIdRoute>('/incidents/:id/status_updates/unsubscribe', async ({ params, body }) => {
    const existing = listSubscribers(simulator.state, params.id);
    const named = parseSubscribers(body);
    const known = named.filter((subscriber) => isKnown(simulator.state, subscriber));
    const kept = existing.filter((one) => !known.some((other) => isSame(one, other)));
    simulator.state.subscribers.set(requireIncident(simulator.state, params.id).id, kept);
    const deletedCount = existing.length - kept.length;
    return {
      deleted_count: deletedCount,
      unauthorized_count: named.length - known.length,
      non_existent_count: known.length - deletedCount,
    };
  });
}

function listSubscribers(state: PagerDutyState, incidentId: string): Subscriber[] {
  return state.subscribers.get(requireIncident(state, incidentId).id) ?? [];
}

function parseSubscribers(body: unknown): readonly Subscriber[] {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success)
    throw unprocessable(...parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  return parsed.data.subscribers.map(({ subscriber_id: id, subscriber_type: type }) => ({ id, type }));
}

function subscribe(state: PagerDutyState, incidentId: string, subscriber: Subscriber): string {
  if (!isKnown(state, subscriber)) return 'unauthorized';
  const existing = listSubscribers(state, incidentId);
  if (existing.some((one) => isSame(one, subscriber))) return 'duplicate';
  state.subscribers.set(incidentId, [...existing, subscriber]);
  return 'success';
}

/** What PagerDuty reports for an unknown id is unverified. */
function isKnown({ users, teams }: PagerDutyState, { id, type }: Subscriber): boolean {
  return type === 'user' ? users.has(id) : teams.has(id);
}

function isSame(one: Subscriber, other: Subscriber): boolean {
  return one.id === other.id && one.type === other.type;
}
