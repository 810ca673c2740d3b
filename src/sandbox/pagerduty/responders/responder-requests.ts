import * as z from 'zod';
import { toIsoSeconds } from '../../clock.js';
import { badRequest, invalidInput } from '../http/errors.js';
import type { Agent, Incident, Responder, ResponderRequest, ResponderTarget } from '../state/incident-records.js';
import { findOnCallUserIds } from '../on-calls/on-call-shifts.js';
import { type PagerDutyState } from '../state/pagerduty-state.js';
import { parseBody } from '../http/parse-body.js';
import { appendLogEntry } from '../incidents/incident-log.js';
import { isOpen } from '../incidents/incident-predicates.js';
import { renderRequestedResponder } from '../views/responder.js';
import { recordEvent } from '../webhooks/record-event.js';

const targetSchema = z.object({ id: z.string(), type: z.enum(['user_reference', 'escalation_policy_reference']) });
const MESSAGE_ERROR = { error: 'Message cannot be empty.' };

const requestSchema = z.object({
  requester_id: z.string(),
  message: z.string(MESSAGE_ERROR).trim().min(1, MESSAGE_ERROR),
  responder_request_targets: z.array(z.object({ responder_request_target: targetSchema })).min(1),
});
const cancelSchema = z.object({
  requester_id: z.string(),
  responder_request_targets: z.array(targetSchema).min(1),
});

type TargetReference = z.output<typeof targetSchema>;

/**
 * Adds a responder request to users, and to those on call for a policy. The targets are nested twice
 * (docs/upstream-quirks.md, quirk 46).
 */
export function requestResponders(state: PagerDutyState, incident: Incident, body: unknown): ResponderRequest {
  const { requester_id: requesterId, message, responder_request_targets: nested } = parseBody(requestSchema, body);
  requireUser(state, requesterId);
  if (!isOpen(incident)) throw badRequest(2015, 'Invalid operation', ['Incident is resolved']);
  const at = toIsoSeconds(state.now());
  const targets = nested.map(({ responder_request_target: target }) => resolveTarget(state, target, at));
  const request: ResponderRequest = { at, requesterId, message, targets };
  const by: Agent = { kind: 'user', id: requesterId };
  appendLogEntry(state, incident, 'responder_request', by, at);
  for (const target of targets)
    for (const userId of target.userIds) {
      addResponder(incident, { userId, request, state: 'pending', at });
      recordEvent(state, incident, 'responder.added', by, at, renderRequestedResponder(state, target, userId, message));
    }
  incident.responderRequests.push(request);
  return request;
}

/** Does nothing if a request to this user is pending or accepted. */
function addResponder(incident: Incident, responder: Responder): void {
  const existing = incident.responders.find(({ userId }) => userId === responder.userId);
  if (existing === undefined) incident.responders.push(responder);
  else if (existing.state !== 'pending' && existing.state !== 'joined') Object.assign(existing, responder);
}

export interface CancelledTarget extends TargetReference {
  readonly result: 'cancelled' | 'joined' | 'declined' | 'not_found';
}

/** Cancels requests. The targets are not nested here; a policy includes all users requested through it. */
export function cancelResponders(state: PagerDutyState, incident: Incident, body: unknown): readonly CancelledTarget[] {
  const { requester_id: requesterId, responder_request_targets: targets } = parseBody(cancelSchema, body);
  requireUser(state, requesterId);
  const at = toIsoSeconds(state.now());
  return targets.map((target) => {
    const requestedTargets = incident.responderRequests
      .flatMap((request) => request.targets)
      .filter(({ id }) => id === target.id);
    const userIds = new Set(requestedTargets.flatMap((one) => one.userIds));
    const responders = incident.responders.filter(({ userId }) => userIds.has(userId));
    const pending = responders.filter((responder) => responder.state === 'pending');
    for (const responder of pending) Object.assign(responder, { state: 'user_cancelled', at });
    return { ...target, result: pending.length > 0 ? 'cancelled' : toCancelResult(responders[0]) };
  });
}

function toCancelResult(responder: Responder | undefined): CancelledTarget['result'] {
  return responder?.state === 'joined' || responder?.state === 'declined' ? responder.state : 'not_found';
}

function resolveTarget(state: PagerDutyState, { id, type }: TargetReference, at: string): ResponderTarget {
  if (type === 'user_reference' && state.users.has(id)) return { kind: 'user', id, userIds: [id] };
  if (type === 'escalation_policy_reference' && state.escalationPolicies.has(id))
    return { kind: 'escalation_policy', id, userIds: findOnCallUserIds(state, id, 1, at) };
  throw invalidInput('Responder request target not found');
}

function requireUser(state: PagerDutyState, id: string): void {
  if (!state.users.has(id)) throw badRequest(2013, 'User not found');
}
