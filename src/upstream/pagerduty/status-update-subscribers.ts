import { asInteger, isObject, isString } from '../../shared/json.js';
import { mapEntries } from '../transport/partial-list.js';
import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import { ENDPOINTS } from './endpoints.js';
import { createUnreadableFault, decodeBodyObject, decodeList, decodePage } from './envelope.js';
import { formatPageQuery } from './query-string.js';
import type { ClientContext } from './requester.js';
import type { Page, PageQuery } from './wire.js';
import type {
  RemovedSubscribers,
  SubscriberReference,
  WireSubscriber,
  WireSubscription,
} from './wire-status-update.js';

/** Who gets the status updates of an incident. A subscription is silent, and a second one has no further effect. */
export interface StatusUpdateSubscribers {
  /** `GET /incidents/{id}/status_updates/subscribers`: only those added through the API. */
  listSubscribers(incidentId: string, query: PageQuery): Promise<Page<WireSubscriber>>;
  /** `POST /incidents/{id}/status_updates/subscribers`, with one result per subscriber. */
  addSubscribers(incidentId: string, subscribers: readonly SubscriberReference[]): Promise<readonly WireSubscription[]>;
  /** `POST /incidents/{id}/status_updates/unsubscribe`, with counts only. */
  removeSubscribers(incidentId: string, subscribers: readonly SubscriberReference[]): Promise<RemovedSubscribers>;
}

export const statusUpdateSubscribers: StatusUpdateSubscribers & ThisType<ClientContext> = {
  async listSubscribers(incidentId, query) {
    const path = `${toPath(incidentId)}/subscribers${formatPageQuery(query)}`;
    const page = decodePage(await this.send(ENDPOINTS.listSubscribers, 'GET', path), 'subscribers', isSubscriber);
    return { ...page, items: mapEntries(page.items, toSubscriber) };
  },
  async addSubscribers(incidentId, subscribers) {
    const change = { body: toSubscribersBody(subscribers) };
    const path = `${toPath(incidentId)}/subscribers`;
    const response = await this.send(ENDPOINTS.addSubscribers, 'POST', path, change);
    const subscriptions = decodeList(response, 'subscriptions', isSubscription);
    return response.retriedAfterUnknown ? mapEntries(subscriptions, toProbableResult) : subscriptions;
  },
  async removeSubscribers(incidentId, subscribers) {
    const change = { body: toSubscribersBody(subscribers) };
    const path = `${toPath(incidentId)}/unsubscribe`;
    const response = await this.send(ENDPOINTS.removeSubscribers, 'POST', path, change);
    const counts = decodeBodyObject(response);
    const removed = asInteger(counts['deleted_count']);
    if (removed === undefined) throw createUnreadableFault(response);
    const notPermitted = asInteger(counts['unauthorized_count']);
    // Who is not subscribed any more may have been removed by the attempt whose response was lost.
    if (response.retriedAfterUnknown) return { removed: undefined, notSubscribed: undefined, notPermitted };
    return { removed, notSubscribed: asInteger(counts['non_existent_count']), notPermitted };
  },
};

const toPath = (incidentId: string): string => `/incidents/${toUrlSafeId(incidentId)}/status_updates`;

interface ListedSubscriber {
  readonly subscriber_id: string;
  readonly subscriber_type: string;
  readonly has_indirect_subscription?: boolean | null;
}

/** Exported for the properties of the decoders. */
export function isSubscriber(value: unknown): value is ListedSubscriber {
  return isObject(value) && isString(value['subscriber_id']) && isString(value['subscriber_type']);
}

export function isSubscription(value: unknown): value is WireSubscription {
  return isObject(value) && isString(value['subscriber_id']) && isString(value['result']);
}

function toSubscriber({ subscriber_id: id, subscriber_type: type, ...rest }: ListedSubscriber): WireSubscriber {
  return { id, type, isIndirect: rest.has_indirect_subscription === true };
}

/** After a lost response: the attempt before probably made the subscription. */
function toProbableResult(subscription: WireSubscription): WireSubscription {
  return subscription.result === 'duplicate' ? { ...subscription, result: 'success' } : subscription;
}

function toSubscribersBody(subscribers: readonly SubscriberReference[]): string {
  return JSON.stringify({
    subscribers: subscribers.map(({ id, type }) => ({ subscriber_id: id, subscriber_type: type })),
  });
}
