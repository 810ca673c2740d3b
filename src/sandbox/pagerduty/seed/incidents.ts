import { addMilliseconds, toIsoSeconds, MINUTE } from '../../clock.js';
import { scheduleUnacknowledge } from '../incidents/snooze-incident.js';
import { buildTriggeredIncident } from '../incidents/new-incident.js';
import type { Incident } from '../state/incident-records.js';
import {
  markAcknowledged,
  assignDirectly,
  escalateTo,
  computePendingActions,
  markResolved,
} from '../incidents/status-transitions.js';
import { appendLogEntry, toServiceAgent } from '../incidents/incident-log.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { seedAlerts } from './incident-alerts.js';
import { createPastIncidents, type IncidentHistoryOptions, type PastIncidentSeed } from './past-incidents.js';
import { openIncidents, type OpenIncidentSeed } from './open-incidents.js';

/** Creates all incidents, numbered by creation time. */
export function seedIncidents(state: PagerDutyState, { incidents, months }: IncidentHistoryOptions): void {
  const pastIncidents = createPastIncidents(Math.max(0, incidents - openIncidents.length), months, state.random);
  const all = [...pastIncidents, ...openIncidents].toSorted((a, b) => b.minutesAgo - a.minutesAgo);
  all.forEach((seed, index) => {
    const incident = createSeedIncident(state, seed, index);
    if ('lastedMinutes' in seed) seedPastIncident(state, incident, seed);
    else seedOpenIncident(state, incident, seed);
    state.incidents.set(incident.id, incident);
  });
}

function seedPastIncident(state: PagerDutyState, incident: Incident, seed: PastIncidentSeed): void {
  const { createdAt } = incident;
  incident.priorityId = seed.priorityId;
  escalateTo(state, incident, 1, createdAt);
  const by = { kind: 'user', id: seed.resolvedBy } as const;
  markAcknowledged(state, incident, by, addMilliseconds(createdAt, Math.ceil(seed.lastedMinutes / 3) * MINUTE));
  markResolved(state, incident, by, addMilliseconds(createdAt, seed.lastedMinutes * MINUTE));
}

/** Assigns an open incident. A high-urgency one was escalated once per delay that passed before its acknowledgement. */
function seedOpenIncident(state: PagerDutyState, incident: Incident, seed: OpenIncidentSeed): void {
  if (seed.assignedTo !== undefined)
    assignDirectly(state, incident, [seed.assignedTo], toServiceAgent(incident), incident.createdAt);
  else escalateUnanswered(state, incident, seed.minutesAgo - (seed.acknowledgedBy?.minutesAgo ?? 0));
  incident.priorityId = seed.priorityId ?? null;
  incident.conferenceBridge = seed.bridge ?? null;
  if (seed.acknowledgedBy !== undefined) {
    const { userId, minutesAgo } = seed.acknowledgedBy;
    markAcknowledged(state, incident, { kind: 'user', id: userId }, toTimeMinutesAgo(state, minutesAgo));
  }
  if (seed.snoozedForMinutes !== undefined)
    scheduleUnacknowledge(incident, toTimeMinutesAgo(state, -seed.snoozedForMinutes));
}

function escalateUnanswered(state: PagerDutyState, incident: Incident, unacknowledgedMinutes: number): void {
  const { rules } = requireRecord(state.escalationPolicies, incident.escalationPolicyId);
  let waitedMinutes = 0;
  let at = incident.createdAt;
  escalateTo(state, incident, 1, at);
  const rulesBeforeLast = incident.urgency === 'high' ? rules.slice(0, -1) : [];
  for (const rule of rulesBeforeLast) {
    if (waitedMinutes + rule.delayMinutes > unacknowledgedMinutes) break;
    waitedMinutes += rule.delayMinutes;
    at = addMilliseconds(incident.createdAt, waitedMinutes * MINUTE);
    escalateTo(state, incident, incident.level + 1, at, { kind: 'escalate', by: toServiceAgent(incident) });
  }
  incident.pendingActions = [
    ...computePendingActions(state, incident, at).filter((action) => action.type === 'escalate'),
    ...computePendingActions(state, incident, incident.createdAt).filter((action) => action.type !== 'escalate'),
  ];
}

function createSeedIncident(state: PagerDutyState, seed: OpenIncidentSeed | PastIncidentSeed, index: number): Incident {
  const service = requireRecord(state.services, seed.serviceId);
  const key = state.random.hex(32);
  const fromAlert = seed.fromAlert === true;
  const by = { kind: 'service', id: service.id } as const;
  const incident = buildTriggeredIncident(service, by, toTimeMinutesAgo(state, seed.minutesAgo), {
    id: `PINC${String(index + 1).padStart(3, '0')}`,
    number: state.nextIncidentNumber(),
    title: seed.title,
    key: fromAlert ? null : key,
    isManual: !fromAlert,
    details: fromAlert ? { source: service.name, check: seed.title } : `Reported by hand: ${seed.title}.`,
    urgency: seed.urgency,
  });
  if (fromAlert) seedAlerts(state, incident, key);
  else appendLogEntry(state, incident, 'trigger', by, incident.createdAt, { description: seed.title });
  return incident;
}

function toTimeMinutesAgo(state: PagerDutyState, minutes: number): string {
  return toIsoSeconds(state.now().getTime() - minutes * MINUTE);
}
