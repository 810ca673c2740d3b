import { randomUUID } from 'node:crypto';
import type { WireReference, WrittenIncident } from '../upstream/pagerduty/wire.js';
import type { NewEvent } from './feed-update.js';
import { type IncidentEventType, toEventType } from './event-types.js';

/** Their agent is the last who changed the status. */
const STATUS_TYPES: ReadonlySet<IncidentEventType> = new Set([
  'ACKNOWLEDGED',
  'UNACKNOWLEDGED',
  'REOPENED',
  'RESOLVED',
]);

/**
 * The event of a write through this gateway.
 *
 * @param name of the webhook event or log entry that PagerDuty makes of it
 * @param status before the write
 * @param at PagerDuty's clock, in milliseconds since the epoch
 */
export function toGatewayEvent(
  name: string,
  incident: WrittenIncident,
  status: string | undefined,
  at: number,
): NewEvent {
  // Setting `triggered` also undoes an acknowledge.
  const type = name === 'incident.reopened' && status === 'acknowledged' ? 'UNACKNOWLEDGED' : toEventType(name);
  return {
    eventId: `gateway-${randomUUID()}`,
    type,
    rawType: null,
    occurredAt: new Date(at).toISOString(),
    agent: toAgent(type, incident),
    incidentId: incident.id,
    source: 'GATEWAY',
  };
}

function toAgent(type: IncidentEventType, incident: WrittenIncident): WireReference | null {
  return STATUS_TYPES.has(type) ? (incident.last_status_change_by ?? null) : null;
}
