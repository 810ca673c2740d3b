import { toIsoSeconds } from '../../clock.js';
import type { Agent, Incident } from '../state/incident-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import { renderWebhookAgent, renderWebhookIncident, renderWebhookIncidentReference } from '../views/webhook-event.js';

/**
 * Records an event of an incident. It is published once the change is complete, so an event of a refused change is lost
 * together with its draft. Changes of title and urgency, snoozes and added alerts have no event
 * (docs/upstream-quirks.md, quirk 153).
 *
 * @param at of the change, with whole seconds; an event of now has the milliseconds of the clock
 * @param data what is reported beside the incident; by default the incident itself
 */
export function recordEvent(
  state: PagerDutyState,
  incident: Incident,
  type: string,
  by: Agent,
  at: string,
  data?: object,
): void {
  if (state.onEventRecorded === undefined) return;
  incident.unpublishedEvents.push({
    id: toEventId(state),
    type: `incident.${type}`,
    occurredAt: addClockMilliseconds(state.now(), at),
    agent: renderWebhookAgent(state, by),
    data: data
      ? { incident: renderWebhookIncidentReference(incident), ...data }
      : renderWebhookIncident(state, incident),
    incidentId: incident.id,
    serviceId: incident.serviceId,
  });
  state.onEventRecorded(incident.id);
}

/** Longer texts are cut, because a webhook has at most 55 KB (docs/upstream-quirks.md, quirk 140). */
const MAX_TEXT_BYTES = 50_000;

/** A text as webhooks show it; `trimmed` states whether a part is missing. */
export function trimText(text: string): { readonly text: string; readonly trimmed: boolean } {
  const bytes = Buffer.from(text);
  if (bytes.length <= MAX_TEXT_BYTES) return { text, trimmed: false };
  return {
    text: bytes
      .subarray(0, MAX_TEXT_BYTES)
      .toString()
      .replace(/\uFFFD$/, ''),
    trimmed: true,
  };
}

/** Records a note. Notes of a resolution begin with `Resolution Note: ` (docs/upstream-quirks.md, quirk 151). */
export function recordNote(
  state: PagerDutyState,
  incident: Incident,
  by: Agent,
  at: string,
  { id, content }: { readonly id: string; readonly content: string },
): void {
  const { text, trimmed } = trimText(content);
  recordEvent(state, incident, 'annotated', by, at, { id, content: text, trimmed, type: 'incident_note' });
}

function addClockMilliseconds(now: Date, at: string): string {
  return toIsoSeconds(now) === at ? now.toISOString() : new Date(at).toISOString();
}

/** 26 digits and capital letters. Clients must not read a time from it (docs/upstream-quirks.md, quirk 144). */
export function toEventId(state: PagerDutyState): string {
  const time = state.now().getTime().toString(36).toUpperCase();
  return `${time.padStart(10, '0')}${state.nextId('EVT').padStart(16, '0')}`;
}
