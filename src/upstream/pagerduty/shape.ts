import { isObject } from '../transport/json.js';
import type { WireAlert, WireLogEntry } from './wire-history.js';
import type { WireOnCall } from './wire-on-call.js';
import type {
  IncidentEcho,
  NoteEcho,
  WireIncident,
  WireNote,
  WirePriority,
  WireReference,
  WireService,
  WireUser,
} from './wire.js';

/**
 * The least an object must be to be worked with: ids, and what is compared, sorted by or searched for; no more, for real
 * answers differ from their specification (contracts: quirk 53). A value that is only handed on is judged where it is
 * told, and costs its own field alone. By hand, because lists of 100 incidents pass here.
 */
export type Shape<T> = (value: unknown) => value is T;

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** An id; a 2xx without one is no success (contracts: quirk 120). */
function isId(value: unknown): value is string {
  return isText(value) && value !== '';
}

function isAbsentOr(shape: Shape<unknown>, value: unknown): boolean {
  return value === undefined || value === null || shape(value);
}

function isAbsentOrListOf(shape: Shape<unknown>, value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.every(shape));
}

/** Teams and escalation policies as well: what they add to a reference may all be missing. */
export function isReference(value: unknown): value is WireReference {
  return isObject(value) && isId(value['id']) && isText(value['type']) && isAbsentOr(isText, value['summary']);
}

export function isUser(value: unknown): value is WireUser {
  return isReference(value) && isObject(value) && isAbsentOr(isText, value['email']);
}

export function isPriority(value: unknown): value is WirePriority {
  return (
    isReference(value) && isObject(value) && isAbsentOr(isText, value['name']) && isAbsentOr(isText, value['color'])
  );
}

export function isService(value: unknown): value is WireService {
  return (
    isReference(value) &&
    isObject(value) &&
    isAbsentOr(isText, value['name']) &&
    isAbsentOr(isReference, value['escalation_policy']) &&
    isAbsentOrListOf(isReference, value['teams'])
  );
}

function isAssignment(value: unknown): value is object {
  return isObject(value) && isText(value['at']) && isReference(value['assignee']);
}

function isAcknowledgement(value: unknown): value is object {
  return isObject(value) && isText(value['at']) && isReference(value['acknowledger']);
}

function isPendingAction(value: unknown): value is object {
  return isObject(value) && isText(value['type']) && isText(value['at']);
}

function isResolveReason(value: unknown): value is object {
  return isObject(value) && isAbsentOr(isReference, value['incident']);
}

function isIncidentItself(value: Readonly<Record<string, unknown>>): boolean {
  return (
    isId(value['id']) &&
    typeof value['incident_number'] === 'number' &&
    isText(value['title']) &&
    isText(value['status']) &&
    isText(value['created_at'])
  );
}

export function isIncident(value: unknown): value is WireIncident {
  return (
    isObject(value) &&
    isIncidentItself(value) &&
    isAbsentOr(isService, value['service']) &&
    isAbsentOr(isReference, value['escalation_policy']) &&
    isAbsentOr(isPriority, value['priority']) &&
    isAbsentOr(isText, value['last_status_change_at']) &&
    isAbsentOr(isReference, value['last_status_change_by']) &&
    isAbsentOr(isObject, value['alert_counts']) &&
    isAbsentOr(isObject, value['incident_type']) &&
    isAbsentOr(isObject, value['conference_bridge']) &&
    isAbsentOr(isResolveReason, value['resolve_reason']) &&
    isAbsentOr(isObject, value['body']) &&
    isAbsentOrListOf(isReference, value['teams']) &&
    isAbsentOrListOf(isAssignment, value['assignments']) &&
    isAbsentOrListOf(isAcknowledgement, value['acknowledgements']) &&
    isAbsentOrListOf(isPendingAction, value['pending_actions'])
  );
}

/** The least of what a write answers: that it was done the status tells, and the id what it was done to. */
export function isEcho(value: unknown): value is { readonly id: string } {
  return isObject(value) && isId(value['id']);
}

/** Of an incident that is not as one must be, only what a write decides by is believed. */
export function incidentEcho(echo: { readonly id: string }): IncidentEcho {
  if (isIncident(echo)) return echo;
  const { id, status, last_status_change_at: at }: Readonly<Record<string, unknown>> & { readonly id: string } = echo;
  return { id, ...(isText(status) && { status }), ...(isText(at) && { last_status_change_at: at }) };
}

export function noteEcho(echo: { readonly id: string }): NoteEcho {
  return isNote(echo) ? echo : { id: echo.id };
}

export function isNote(value: unknown): value is WireNote {
  return (
    isObject(value) &&
    isId(value['id']) &&
    isText(value['content']) &&
    isText(value['created_at']) &&
    isAbsentOr(isReference, value['user'])
  );
}

export function isAlert(value: unknown): value is WireAlert {
  return (
    isObject(value) &&
    isId(value['id']) &&
    isText(value['status']) &&
    isText(value['created_at']) &&
    isAbsentOr(isReference, value['service']) &&
    isAbsentOr(isReference, value['incident']) &&
    isAbsentOr(isObject, value['body'])
  );
}

export function isLogEntry(value: unknown): value is WireLogEntry {
  return (
    isObject(value) &&
    isReference(value) &&
    isText(value['created_at']) &&
    isAbsentOr(isReference, value['agent']) &&
    isAbsentOr(isReference, value['incident']) &&
    isAbsentOr(isObject, value['channel'])
  );
}

export function isOnCall(value: unknown): value is WireOnCall {
  return (
    isObject(value) &&
    typeof value['escalation_level'] === 'number' &&
    isAbsentOr(isReference, value['user']) &&
    isAbsentOr(isReference, value['schedule']) &&
    isAbsentOr(isReference, value['escalation_policy'])
  );
}
