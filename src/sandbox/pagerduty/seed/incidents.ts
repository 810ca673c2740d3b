import { after, iso, MINUTE } from '../../clock.js';
import { acknowledge, assign, callRung, pendingActions, resolve } from '../lifecycle.js';
import type { Incident } from '../records.js';
import { known, type PagerDutyState } from '../state.js';
import { pastIncidents, type PastIncident } from './incident-history.js';
import { openIncidents, type OpenIncident } from './open-incidents.js';

const COUNT = 60;
const FIRST_NUMBER = 1201;

/** Sixty incidents over eight months, numbered in the order they began. */
export function seedIncidents(state: PagerDutyState): void {
  const past = pastIncidents(COUNT - openIncidents.length, state.random);
  const all = [...past, ...openIncidents].toSorted((a, b) => b.minutesAgo - a.minutesAgo);
  all.forEach((seed, index) => {
    const incident = 'lastedMinutes' in seed ? overIncident(state, seed, index) : openIncident(state, seed, index);
    state.incidents.set(incident.id, incident);
  });
}

function overIncident(state: PagerDutyState, seed: PastIncident, index: number): Incident {
  const incident = begun(state, seed, index);
  const end = after(incident.createdAt, seed.lastedMinutes * MINUTE);
  resolve(state, incident, { kind: 'user', id: seed.resolvedBy }, end);
  return { ...incident, priorityId: seed.priorityId };
}

/** Escalation has had its time: it has climbed one rung for each delay that passed unanswered. */
function openIncident(state: PagerDutyState, seed: OpenIncident, index: number): Incident {
  const incident = begun(state, seed, index);
  const { createdAt } = incident;
  if (seed.directTo !== undefined) assign(incident, [seed.directTo], createdAt);
  else climb(state, incident, seed.minutesAgo - (seed.acknowledgedBy?.minutesAgo ?? 0));
  incident.priorityId = seed.priorityId ?? null;
  incident.conferenceBridge = seed.bridge ?? null;
  if (seed.acknowledgedBy !== undefined) {
    const { userId, minutesAgo } = seed.acknowledgedBy;
    acknowledge(state, incident, userId, minutesBefore(state, minutesAgo));
  }
  if (seed.snoozedFor !== undefined)
    incident.pendingActions.push({ type: 'unacknowledge', at: minutesBefore(state, -seed.snoozedFor) });
  return incident;
}

function climb(state: PagerDutyState, incident: Incident, unansweredMinutes: number): void {
  const { rules } = known(state.escalationPolicies, incident.escalationPolicyId);
  let waited = 0;
  let level = 1;
  for (const rule of rules.slice(0, -1)) {
    if (waited + rule.delayMinutes > unansweredMinutes) break;
    waited += rule.delayMinutes;
    level += 1;
  }
  const at = after(incident.createdAt, waited * MINUTE);
  callRung(state, incident, level, at);
  incident.pendingActions = [
    ...pendingActions(state, incident, at).filter((action) => action.type === 'escalate'),
    ...pendingActions(state, incident, incident.createdAt).filter((action) => action.type !== 'escalate'),
  ];
}

function begun(state: PagerDutyState, seed: OpenIncident | PastIncident, index: number): Incident {
  const service = known(state.services, seed.serviceId);
  const number = FIRST_NUMBER + index;
  const at = minutesBefore(state, seed.minutesAgo);
  const key = state.random.hex(32);
  const fromAlert = seed.fromAlert === true;
  return {
    id: `PINC${String(index + 1).padStart(3, '0')}`,
    number,
    createdAt: at,
    logEntryId: `RLOG${String(number).padStart(10, '0')}`,
    key: fromAlert ? null : key,
    alertKey: fromAlert ? key : null,
    mergeable: true,
    details: fromAlert ? { source: service.name, check: seed.title } : `Reported by hand: ${seed.title}.`,
    alerts: fromAlert ? 1 + state.random.below(4) : 0,
    title: seed.title,
    updatedAt: at,
    status: 'triggered',
    serviceId: service.id,
    assignments: [],
    assignedVia: 'escalation_policy',
    level: 1,
    lastStatusChangeAt: at,
    lastStatusChangeBy: { kind: 'service', id: service.id },
    resolvedAt: null,
    incidentType: 'incident_default',
    escalationPolicyId: service.escalationPolicyId,
    pendingActions: [],
    acknowledgements: [],
    priorityId: null,
    urgency: seed.urgency,
    conferenceBridge: null,
  };
}

function minutesBefore(state: PagerDutyState, minutes: number): string {
  return iso(state.now().getTime() - minutes * MINUTE);
}
