import { after, iso, MINUTE } from '../../clock.js';
import { sleepUntil } from '../incidents/snooze-incident.js';
import { openIncident } from '../incidents/new-incident.js';
import type { Incident } from '../state/incident-records.js';
import { acknowledge, assign, callRung, pendingActions, resolve } from '../incidents/status-transitions.js';
import { log, serviceOf } from '../incidents/incident-log.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { seedAlerts } from './incident-alerts.js';
import { pastIncidents, type History, type PastIncident } from './past-incidents.js';
import { openIncidents, type OpenIncident } from './open-incidents.js';

/** Numbered in the order they began. */
export function seedIncidents(state: PagerDutyState, { incidents, months }: History): void {
  const past = pastIncidents(Math.max(0, incidents - openIncidents.length), months, state.random);
  const all = [...past, ...openIncidents].toSorted((a, b) => b.minutesAgo - a.minutesAgo);
  all.forEach((seed, index) => {
    const incident = begun(state, seed, index);
    if ('lastedMinutes' in seed) endIncident(state, incident, seed);
    else leaveOpen(state, incident, seed);
    state.incidents.set(incident.id, incident);
  });
}

function endIncident(state: PagerDutyState, incident: Incident, seed: PastIncident): void {
  const { createdAt } = incident;
  incident.priorityId = seed.priorityId;
  callRung(state, incident, 1, createdAt);
  const by = { kind: 'user', id: seed.resolvedBy } as const;
  acknowledge(state, incident, by, after(createdAt, Math.ceil(seed.lastedMinutes / 3) * MINUTE));
  resolve(state, incident, by, after(createdAt, seed.lastedMinutes * MINUTE));
}

/** Escalation has had its time: a high urgency has climbed one rung for each delay that passed unanswered. */
function leaveOpen(state: PagerDutyState, incident: Incident, seed: OpenIncident): void {
  if (seed.directTo !== undefined) assign(state, incident, [seed.directTo], serviceOf(incident), incident.createdAt);
  else climb(state, incident, seed.minutesAgo - (seed.acknowledgedBy?.minutesAgo ?? 0));
  incident.priorityId = seed.priorityId ?? null;
  incident.conferenceBridge = seed.bridge ?? null;
  if (seed.acknowledgedBy !== undefined) {
    const { userId, minutesAgo } = seed.acknowledgedBy;
    acknowledge(state, incident, { kind: 'user', id: userId }, minutesBefore(state, minutesAgo));
  }
  if (seed.snoozedFor !== undefined) sleepUntil(incident, minutesBefore(state, -seed.snoozedFor));
}

function climb(state: PagerDutyState, incident: Incident, unansweredMinutes: number): void {
  const { rules } = known(state.escalationPolicies, incident.escalationPolicyId);
  let waited = 0;
  let at = incident.createdAt;
  callRung(state, incident, 1, at);
  const climbed = incident.urgency === 'high' ? rules.slice(0, -1) : [];
  for (const rule of climbed) {
    if (waited + rule.delayMinutes > unansweredMinutes) break;
    waited += rule.delayMinutes;
    at = after(incident.createdAt, waited * MINUTE);
    callRung(state, incident, incident.level + 1, at, { kind: 'escalate', by: serviceOf(incident) });
  }
  incident.pendingActions = [
    ...pendingActions(state, incident, at).filter((action) => action.type === 'escalate'),
    ...pendingActions(state, incident, incident.createdAt).filter((action) => action.type !== 'escalate'),
  ];
}

function begun(state: PagerDutyState, seed: OpenIncident | PastIncident, index: number): Incident {
  const service = known(state.services, seed.serviceId);
  const key = state.random.hex(32);
  const fromAlert = seed.fromAlert === true;
  const by = { kind: 'service', id: service.id } as const;
  const incident = openIncident(service, by, minutesBefore(state, seed.minutesAgo), {
    id: `PINC${String(index + 1).padStart(3, '0')}`,
    number: state.nextIncidentNumber(),
    title: seed.title,
    key: fromAlert ? null : key,
    madeByHand: !fromAlert,
    details: fromAlert ? { source: service.name, check: seed.title } : `Reported by hand: ${seed.title}.`,
    urgency: seed.urgency,
  });
  if (fromAlert) seedAlerts(state, incident, key);
  else log(state, incident, 'trigger', by, incident.createdAt, { description: seed.title });
  return incident;
}

function minutesBefore(state: PagerDutyState, minutes: number): string {
  return iso(state.now().getTime() - minutes * MINUTE);
}
