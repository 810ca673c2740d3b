import { Agent } from 'node:http';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import type { WebhookEvent, WebhookSubscription } from '../state/webhook-records.js';
import { SubscriptionDeliveries, type DeliveryContext } from './subscription-deliveries.js';
import { toEventId } from './record-event.js';
import { subscribeToAll, type WebhookTarget } from './subscribe-to-all.js';
import { WebhookFaultQueue } from './webhook-faults.js';

export interface WebhookPublisherOptions extends Pick<DeliveryContext, 'now' | 'schedule' | 'firstRetryMs'> {
  /** The account now; a reset replaces it. */
  getState(): PagerDutyState;
}

const MAX_DELIVERIES_IN_FLIGHT = 20;

/** Hands events to the subscriptions that want them. */
export class WebhookPublisher {
  /** By id of the subscription. */
  readonly #deliveries = new Map<string, SubscriptionDeliveries>();
  #changedIncidentIds = new Set<string>();

  readonly #agent = new Agent({ keepAlive: true, maxSockets: MAX_DELIVERIES_IN_FLIGHT });
  readonly #targets: WebhookTarget[] = [];
  readonly faults = new WebhookFaultQueue();

  constructor(private readonly options: WebhookPublisherOptions) {}

  /** Sends all events to a target from now on and returns the subscription's id. A reset does not end it. */
  subscribe(target: WebhookTarget): string {
    const { id } = subscribeToAll(this.options.getState(), target);
    this.#targets.push(target);
    return id;
  }

  /** Publishes the events of an incident after the change that recorded them, which runs to its end without waiting. */
  publishLater(incidentId: string): void {
    if (this.#changedIncidentIds.size === 0) setImmediate(() => this.#publishRecorded());
    this.#changedIncidentIds.add(incidentId);
  }

  /** Sends a test event, whatever events the subscription names. */
  ping(subscription: WebhookSubscription): void {
    const state = this.options.getState();
    this.#deliveriesOf(subscription).add({
      id: toEventId(state),
      type: 'pagey.ping',
      occurredAt: state.now().toISOString(),
      agent: renderPingAgent(state),
      data: { message: 'Hello from your friend Pagey!', type: 'ping' },
      incidentId: null,
      serviceId: null,
    });
  }

  /** Drops all webhooks of a subscription that wait. */
  remove({ id }: WebhookSubscription): void {
    this.#deliveries.get(id)?.clear();
    this.#deliveries.delete(id);
  }

  /** Drops webhooks and faults, and adds the targets to the new state. */
  reset(): void {
    this.#clear();
    this.faults.clear();
    for (const target of this.#targets) subscribeToAll(this.options.getState(), target);
  }

  close(): void {
    this.#clear();
    this.#agent.destroy();
  }

  #clear(): void {
    for (const deliveries of this.#deliveries.values()) deliveries.clear();
    this.#deliveries.clear();
  }

  #publishRecorded(): void {
    const ids = this.#changedIncidentIds;
    this.#changedIncidentIds = new Set();
    for (const id of ids) {
      const incident = this.options.getState().incidents.get(id);
      for (const event of incident?.unpublishedEvents.splice(0) ?? []) this.#publish(event);
    }
  }

  #publish(event: WebhookEvent): void {
    const state = this.options.getState();
    for (const subscription of state.webhookSubscriptions.values())
      if (matchesSubscription(state, subscription, event)) this.#deliveriesOf(subscription).add(event);
  }

  #deliveriesOf(subscription: WebhookSubscription): SubscriptionDeliveries {
    const existing = this.#deliveries.get(subscription.id);
    if (existing) return existing;
    const created = new SubscriptionDeliveries(subscription, {
      ...this.options,
      agent: this.#agent,
      faults: this.faults,
      findOAuthClient: ({ oauthClientId }) => this.options.getState().webhookOAuthClients.get(oauthClientId ?? ''),
    });
    this.#deliveries.set(subscription.id, created);
    return created;
  }
}

function matchesSubscription(
  state: PagerDutyState,
  { isActive, events, filter }: WebhookSubscription,
  { type, serviceId }: WebhookEvent,
): boolean {
  if (!isActive || !events.includes(type) || serviceId === null) return false;
  switch (filter.type) {
    case 'service_reference':
      return filter.id === serviceId;
    case 'team_reference':
      return filter.id === requireRecord(state.services, serviceId).teamId;
    default:
      return true;
  }
}

/** The owner of the account, with id and type only (docs/upstream-quirks.md, quirk 155). */
function renderPingAgent({ users }: PagerDutyState): object | null {
  const owner = [...users.values()].find(({ role }) => role === 'owner');
  return owner ? { id: owner.id, type: 'user_reference' } : null;
}
