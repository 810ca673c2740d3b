import { incidentWrites, type IncidentWrites } from './incident-writes.js';
import type { ClientContext } from './requester.js';
import type { IncidentChanges, Reassignment, WrittenIncident } from './wire.js';

/** A change of incidents that PagerDuty accepted. */
export interface IncidentWrite {
  /** As PagerDuty returned them; of some only the id is known. */
  readonly incidents: readonly WrittenIncident[];
  /** What happened to each of them, in PagerDuty's names of webhook events and log entries. */
  readonly eventNames: readonly string[];
}

/** @param startedAt our clock, in milliseconds since the epoch */
export type ReportWrite = (write: IncidentWrite, startedAt: number) => void;

type Describe<K extends keyof IncidentWrites> = (
  result: Awaited<ReturnType<IncidentWrites[K]>>,
  args: Parameters<IncidentWrites[K]>,
) => readonly IncidentWrite[];

const DESCRIPTIONS: { readonly [K in keyof IncidentWrites]: Describe<K> } = {
  createIncident: (incident) => describe([incident], 'incident.triggered'),
  acknowledgeIncident: ({ value }) => describe([value], 'incident.acknowledged'),
  resolveIncident: ({ value }) => describe([value], 'incident.resolved'),
  acknowledgeIncidents: ({ value }) => describe(value, 'incident.acknowledged'),
  resolveIncidents: ({ value }) => describe(value, 'incident.resolved'),
  reopenIncident: ({ value }) => describe([value], 'incident.reopened'),
  updateIncident: (incident, [, changes]) => describe([incident], ...toUpdateEvents(changes)),
  reassignIncident: (incident, [, to]) => describe([incident], toReassignEvent(to)),
  snoozeIncident: (incident) => describe([incident], 'snooze_log_entry'),
  mergeIncidents: ({ id }, [, sourceIds]) => [
    ...describe(
      sourceIds.map((sourceId) => ({ id: sourceId })),
      'incident.resolved',
    ),
    ...describe([{ id }]),
  ],
  addNote: (_note, [id]) => describe([{ id }], 'incident.annotated'),
};

function describe(incidents: readonly WrittenIncident[], ...eventNames: readonly string[]): readonly IncidentWrite[] {
  return [{ incidents, eventNames }];
}

/** No webhook reports a new title or urgency; the urgency has a log entry. */
function toUpdateEvents({ title, urgency, priorityId }: IncidentChanges): readonly string[] {
  return [
    ...(priorityId === undefined ? [] : ['incident.priority_updated']),
    ...(urgency === undefined ? [] : ['urgency_change_log_entry']),
    ...(title === undefined ? [] : ['title_change_log_entry']),
  ];
}

function toReassignEvent({ escalationPolicyId, escalationLevel }: Reassignment): string {
  if (escalationPolicyId !== undefined) return 'incident.delegated';
  return escalationLevel === undefined ? 'incident.reassigned' : 'incident.escalated';
}

/** The writes of an account, each of which is reported when PagerDuty has accepted it. */
export function reportWrites(report: ReportWrite, now: () => number): IncidentWrites {
  const names = Object.keys(DESCRIPTIONS) as (keyof IncidentWrites)[];
  return Object.fromEntries(names.map((name) => [name, reportWrite(name, report, now)])) as unknown as IncidentWrites;
}

function reportWrite<K extends keyof IncidentWrites>(name: K, report: ReportWrite, now: () => number) {
  const write = incidentWrites[name] as (...args: Parameters<IncidentWrites[K]>) => ReturnType<IncidentWrites[K]>;
  return async function (this: ClientContext, ...args: Parameters<IncidentWrites[K]>) {
    const startedAt = now();
    const result = await write.apply(this, args);
    for (const description of DESCRIPTIONS[name](result, args)) report(description, startedAt);
    return result;
  };
}
