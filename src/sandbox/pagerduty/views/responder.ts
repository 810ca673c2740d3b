import type { Incident, Responder, ResponderRequest, ResponderTarget } from '../state/incident-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderIncidentReference, renderReference } from './reference.js';

/** Renders a responder and the state of the request. */
export function renderResponder(state: PagerDutyState, incident: Incident, responder: Responder): object {
  const { request } = responder;
  return {
    state: responder.state,
    user: renderReference('user', requireRecord(state.users, responder.userId)),
    incident: renderIncidentReference(incident),
    updated_at: responder.at,
    message: request.message,
    requester: renderReference('user', requireRecord(state.users, request.requesterId)),
    requested_at: request.at,
    escalation_policy_requests: [],
  };
}

/** Each target is nested once more, and its type lacks the `_reference` suffix (docs/upstream-quirks.md, quirk 46). */
export function renderResponderRequest(state: PagerDutyState, incident: Incident, request: ResponderRequest): object {
  const renderTarget = ({ kind, id, userIds }: ResponderTarget) => ({
    type: kind,
    id,
    summary: requireRecord<{ id: string; name: string }>(kind === 'user' ? state.users : state.escalationPolicies, id)
      .name,
    incidents_responders: incident.responders
      .filter(({ userId }) => userIds.includes(userId))
      .map((responder) => renderResponder(state, incident, responder)),
  });
  return {
    incident: renderIncidentReference(incident),
    requester: renderReference('user', requireRecord(state.users, request.requesterId)),
    requested_at: request.at,
    message: request.message,
    responder_request_targets: request.targets.map((target) => ({ responder_request_target: renderTarget(target) })),
  };
}

/** A requested responder as webhooks show it. The policy is null unless the user was requested through one. */
export function renderRequestedResponder(
  state: PagerDutyState,
  { kind, id }: ResponderTarget,
  userId: string,
  message: string,
): object {
  const policy = kind === 'user' ? null : requireRecord(state.escalationPolicies, id);
  return {
    user: renderReference('user', requireRecord(state.users, userId)),
    escalation_policy: policy && renderReference('escalation_policy', policy),
    message,
    state: 'pending',
    type: 'incident_responder',
  };
}
