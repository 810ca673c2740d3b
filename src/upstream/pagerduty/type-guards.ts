import type { TypeGuard } from '../transport/partial-list.js';
import { hasId, isObject, isString, type JsonObject } from '../../shared/json.js';
import type { WireAlert, WireLogEntry } from './wire-alert.js';
import type { WireCustomField, WireFieldOption, WireFieldValue, WireIncidentType } from './wire-incident-type.js';
import type { CancelledTarget, RequestedTarget } from './wire-responder.js';
import type { WireChangeEvent, WireChangeLink } from './wire-change-event.js';
import type { WireIncidentWorkflow } from './wire-incident-workflow.js';
import type { WireMaintenanceWindow } from './wire-maintenance-window.js';
import type {
  WireOutlierIncident,
  WirePastIncident,
  WireRelatedIncident,
  WireRelationship,
} from './wire-incident-context.js';
import type { WireOnCall } from './wire-on-call.js';
import type { WireSchedule, WireShift } from './wire-schedule.js';
import type { WireWebhookSubscription } from './wire-webhook.js';
import type {
  WrittenIncident,
  WrittenNote,
  WireIncident,
  WireNote,
  WirePriority,
  WireReference,
  WireResponder,
  WireService,
  WireUser,
} from './wire.js';

/** An id; a 2xx without one is not a success (docs/upstream-quirks.md, quirk 120). */
function isId(value: unknown): value is string {
  return isString(value) && value !== '';
}

/** A number that fits GraphQL's Int. */
function isInteger(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value;
}

function isDateTime(value: unknown): value is string {
  return isString(value) && !Number.isNaN(Date.parse(value));
}

/**
 * Minimum requirements of an object: ids, and fields that are compared, sorted by or not nullable in the schema. Nothing
 * more, because real responses differ from their specification (docs/upstream-quirks.md, quirk 53); any other invalid field
 * only costs itself. Written by hand, because lists of 100 incidents are checked here.
 */

/** Any object; the fields beyond a reference are optional. */
export function isReference(value: unknown): value is WireReference {
  return isObject(value) && isId(value['id']) && isString(value['type']);
}

export const isUser: TypeGuard<WireUser> = isReference;
export const isPriority: TypeGuard<WirePriority> = isReference;
export const isService: TypeGuard<WireService> = isReference;
export const isIncidentWorkflow: TypeGuard<WireIncidentWorkflow> = isReference;
export const isSchedule: TypeGuard<WireSchedule> = isReference;

export type Assignment = NonNullable<WireIncident['assignments']>[number];
export type Acknowledgement = NonNullable<WireIncident['acknowledgements']>[number];
export type PendingAction = NonNullable<WireIncident['pending_actions']>[number];

/** Its time is not required, because nothing shows it. */
export function isAssignment(value: unknown): value is Assignment {
  return isObject(value) && isReference(value['assignee']);
}

export function isAcknowledgement(value: unknown): value is Acknowledgement {
  return isObject(value) && isDateTime(value['at']) && isReference(value['acknowledger']);
}

/** A responder without a user names nobody. */
export function isResponder(value: unknown): value is WireResponder {
  return isObject(value) && isReference(value['user']);
}

/**
 * The targets of a responder request that was sent. The schema of the vendor has `incident_responders`, its example
 * `incidents_responders` (docs/upstream-quirks.md, quirk 46).
 */
export function toRequestedTargets({ responder_request_targets: list }: JsonObject): readonly RequestedTarget[] {
  const nested = Array.isArray(list) ? list : [];
  return nested.filter(isObject).flatMap(({ responder_request_target: target }) => {
    if (!isObject(target) || !isId(target['id'])) return [];
    const responders = target['incidents_responders'] ?? target['incident_responders'];
    return [{ id: target['id'], responders: Array.isArray(responders) ? responders.filter(isResponder) : [] }];
  });
}

export function isCancelledTarget(value: unknown): value is CancelledTarget {
  return isObject(value) && isId(value['id']) && isString(value['result']);
}

export function isPendingAction(value: unknown): value is PendingAction {
  return isObject(value) && isString(value['type']) && isDateTime(value['at']);
}

export function isIncident(value: unknown): value is WireIncident {
  return (
    isObject(value) &&
    isId(value['id']) &&
    isInteger(value['incident_number']) &&
    isString(value['title']) &&
    isString(value['status']) &&
    isDateTime(value['created_at'])
  );
}

/** Of an incomplete incident only the fields that decide a write are used. */
export function toWrittenIncident(written: { readonly id: string }): WrittenIncident {
  if (isIncident(written)) return written;
  const {
    id,
    status,
    last_status_change_at: at,
  }: Readonly<Record<string, unknown>> & { readonly id: string } = written;
  return { id, ...(isString(status) && { status }), ...(isString(at) && { last_status_change_at: at }) };
}

export function toWrittenNote(written: { readonly id: string }): WrittenNote {
  return isNote(written) ? written : { id: written.id };
}

/** Both refer to an incident, of which only the id is certain. */
export function isPastIncident(value: unknown): value is WirePastIncident {
  return isObject(value) && hasId(value['incident']);
}

export const isRelatedIncident = isPastIncident as TypeGuard<WireRelatedIncident>;

export function isRelationship(value: unknown): value is WireRelationship {
  return isObject(value) && isString(value['type']);
}

export function isOutlierIncident(value: unknown): value is WireOutlierIncident {
  return isObject(value) && isObject(value['incident']) && isObject(value['incident']['occurrence']);
}

export function isNote(value: unknown): value is WireNote {
  return isObject(value) && isId(value['id']) && isString(value['content']) && isDateTime(value['created_at']);
}

export function isAlert(value: unknown): value is WireAlert {
  return isObject(value) && isId(value['id']) && isString(value['status']) && isDateTime(value['created_at']);
}

export function isLogEntry(value: unknown): value is WireLogEntry {
  return isObject(value) && isReference(value) && isDateTime(value['created_at']);
}

export function isChangeEvent(value: unknown): value is WireChangeEvent {
  return isObject(value) && isId(value['id']) && isDateTime(value['timestamp']);
}

export function isChangeLink(value: unknown): value is WireChangeLink {
  return isObject(value) && isString(value['href']);
}

export function isMaintenanceWindow(value: unknown): value is WireMaintenanceWindow {
  return isObject(value) && isReference(value) && isDateTime(value['start_time']) && isDateTime(value['end_time']);
}

export function isOnCall(value: unknown): value is WireOnCall {
  return isObject(value) && isInteger(value['escalation_level']);
}

export function isShift(value: unknown): value is WireShift {
  return isObject(value) && isDateTime(value['start']) && isDateTime(value['end']);
}

export function isIncidentType(value: unknown): value is WireIncidentType {
  return isObject(value) && isId(value['id']) && isString(value['name']);
}

export function isCustomField(value: unknown): value is WireCustomField {
  return isObject(value) && isIncidentType(value) && isString(value['data_type']) && isString(value['field_type']);
}

export const isFieldValue: TypeGuard<WireFieldValue> = isCustomField;

export function isFieldOption(value: unknown): value is WireFieldOption {
  return isObject(value) && isObject(value['data']) && isString(value['data']['value']);
}

export function isWebhookSubscription(value: unknown): value is WireWebhookSubscription {
  return isObject(value) && isId(value['id']) && typeof value['active'] === 'boolean';
}
