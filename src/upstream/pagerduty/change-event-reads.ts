import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeList, decodeObject, decodePage } from './envelope.js';
import { requireInPlan } from './incident-context-reads.js';
import { formatChangeEventQuery } from './query-string.js';
import type { ClientContext } from './requester.js';
import { isChangeEvent } from './type-guards.js';
import type { ChangeEventQuery, WireChangeEvent, WireRelatedChangeEvent } from './wire-change-event.js';
import type { Page } from './wire.js';

/** Reads of change events, which PagerDuty keeps for 90 days. The order of its lists is not documented. */
export interface ChangeEventReads {
  /** `GET /change_events`, of all services. */
  listChangeEvents(query: ChangeEventQuery): Promise<Page<WireChangeEvent>>;
  /** `GET /change_events/{id}`. */
  getChangeEvent(id: string): Promise<WireChangeEvent>;
  /** `GET /services/{id}/change_events`. */
  listChangeEventsOfService(serviceId: string, query: ChangeEventQuery): Promise<Page<WireChangeEvent>>;
  /** `GET /incidents/{id}/related_change_events`, not paged; many plans lack it. */
  listRelatedChangeEvents(incidentId: string, limit: number): Promise<readonly WireRelatedChangeEvent[]>;
}

export const changeEventReads: ChangeEventReads & ThisType<ClientContext> = {
  async listChangeEvents(query) {
    const path = `/change_events${formatChangeEventQuery(query)}`;
    return decodePage(await this.send(ENDPOINTS.listChangeEvents, 'GET', path), 'change_events', isChangeEvent);
  },
  async getChangeEvent(id) {
    const path = `/change_events/${toUrlSafeId(id)}`;
    return decodeObject(await this.send(ENDPOINTS.getChangeEvent, 'GET', path), 'change_event', isChangeEvent);
  },
  async listChangeEventsOfService(serviceId, query) {
    const path = `/services/${toUrlSafeId(serviceId)}/change_events${formatChangeEventQuery(query)}`;
    return decodePage(
      await this.send(ENDPOINTS.listChangeEventsOfService, 'GET', path),
      'change_events',
      isChangeEvent,
    );
  },
  async listRelatedChangeEvents(incidentId, limit) {
    const path = `/incidents/${toUrlSafeId(incidentId)}/related_change_events?limit=${limit}`;
    const response = await this.send(ENDPOINTS.listRelatedChangeEvents, 'GET', path);
    return decodeList(requireInPlan(response), 'change_events', isChangeEvent);
  },
};
