import type { Incident, Responder, ResponderRequest, ResponderTarget } from '../state/incident-records.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { incidentReference, reference } from './reference.js';

/** Whoever was asked to help, and what came of it. */
export function responderView(state: PagerDutyState, incident: Incident, responder: Responder): object {
  const { request } = responder;
  return {
    state: responder.state,
    user: reference('user', known(state.users, responder.userId)),
    incident: incidentReference(incident),
    updated_at: responder.at,
    message: request.message,
    requester: reference('user', known(state.users, request.requesterId)),
    requested_at: request.at,
    escalation_policy_requests: [],
  };
}

/** Each target is nested once more, and its type has lost its ending (contracts: quirk 46). */
export function responderRequestView(state: PagerDutyState, incident: Incident, request: ResponderRequest): object {
  const targetView = ({ kind, id, userIds }: ResponderTarget) => ({
    type: kind,
    id,
    summary: known<{ id: string; name: string }>(kind === 'user' ? state.users : state.escalationPolicies, id).name,
    incidents_responders: incident.responders
      .filter(({ userId }) => userIds.includes(userId))
      .map((responder) => responderView(state, incident, responder)),
  });
  return {
    incident: incidentReference(incident),
    requester: reference('user', known(state.users, request.requesterId)),
    requested_at: request.at,
    message: request.message,
    responder_request_targets: request.targets.map((target) => ({ responder_request_target: targetView(target) })),
  };
}
