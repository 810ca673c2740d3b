import type { ChangeEvent } from '../state/change-event-records.js';

/** References have no `summary` here (docs/upstream-quirks.md, PagerDuty: change events). */
export function renderChangeEvent({ id, integrationId, serviceId, details, ...event }: ChangeEvent): object {
  return {
    id,
    type: 'change_event',
    summary: event.summary,
    timestamp: event.timestamp,
    ...(event.source !== null && { source: event.source }),
    integration: { id: integrationId, type: 'inbound_integration_reference' },
    services: [{ id: serviceId, type: 'service_reference' }],
    ...(details !== undefined && { custom_details: details }),
    links: event.links,
  };
}
