import { isArray, isObject, isString, type JsonObject } from '../shared/json.js';
import { isReference } from '../upstream/pagerduty/type-guards.js';
import type { WebhookEvent } from './incident-feed.js';

/** Bounds what an id or a type occupies in the log and in the set of known ids; PagerDuty's have at most 38 characters. */
const MAX_NAME_LENGTH = 128;

/**
 * The event in the body of a webhook; undefined when it is unreadable. Requires only what the feed needs, because event types
 * are an open set and their fields vary (docs/upstream-quirks.md, "PagerDuty: webhook bodies").
 */
export function decodeWebhook(body: unknown): WebhookEvent | undefined {
  const event = isObject(body) ? body['event'] : undefined;
  if (!isObject(event)) return undefined;
  const { id, event_type: rawType, occurred_at: occurredAt, agent, data } = event;
  if (!isName(id) || !isName(rawType) || !isDateTime(occurredAt)) return undefined;
  return {
    eventId: id,
    rawType,
    occurredAt,
    agent: isReference(agent) ? agent : null,
    incidentId: isObject(data) ? findIncidentId(data) : null,
  };
}

/** Where each type of data names its incident (docs/upstream-quirks.md, quirk 149). */
function findIncidentId(data: JsonObject): string | null {
  if (data['type'] === 'incident') return toIncidentId(data);
  const { incident, incident_role_assignments: assignments } = data;
  if (incident !== undefined) return toIncidentId(incident);
  const [assignment]: readonly unknown[] = isArray(assignments) ? assignments : [];
  return isObject(assignment) ? toIncidentId(assignment['incident']) : null;
}

function toIncidentId(incident: unknown): string | null {
  return isObject(incident) && isName(incident['id']) ? incident['id'] : null;
}

function isName(value: unknown): value is string {
  return isString(value) && value !== '' && value.length <= MAX_NAME_LENGTH;
}

function isDateTime(value: unknown): value is string {
  return isString(value) && !Number.isNaN(Date.parse(value));
}
