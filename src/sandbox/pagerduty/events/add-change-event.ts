import { toIsoSeconds } from '../../clock.js';
import type { Integration } from '../state/account-records.js';
import type { ChangeEvent } from '../state/change-event-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import type { IncomingChangeEvent } from './event-body.js';

/** Makes ids of 26 characters. */
const ID_PREFIX = '01HARBRLINECHANGE00000';

/** Stores a change event of the integration's service. It makes no incident and cannot be recognised when it is repeated. */
export function addChangeEvent(
  state: PagerDutyState,
  integration: Integration,
  { payload, links }: IncomingChangeEvent,
): ChangeEvent {
  const event: ChangeEvent = {
    id: state.nextId(ID_PREFIX),
    integrationId: integration.id,
    serviceId: integration.serviceId,
    summary: payload.summary,
    timestamp: toIsoSeconds(payload.timestamp === undefined ? state.now() : Date.parse(payload.timestamp)),
    source: payload.source ?? null,
    details: payload.custom_details,
    links,
  };
  state.changeEvents.set(event.id, event);
  return event;
}
