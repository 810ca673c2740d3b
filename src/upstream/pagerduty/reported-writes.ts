import { incidentMessages, type IncidentMessages } from './incident-messages.js';
import { incidentPartWrites, type IncidentPartWrites } from './incident-part-writes.js';
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

type ReportedWrites = IncidentWrites & IncidentMessages & IncidentPartWrites;

/** The writes without reports. */
export const plainWrites: ReportedWrites = { ...incidentWrites, ...incidentMessages, ...incidentPartWrites };

type Describe<K extends keyof ReportedWrites> = (
  result: Awaited<ReturnType<ReportedWrites[K]>>,
  args: Parameters<ReportedWrites[K]>,
) => readonly IncidentWrite[];

const DESCRIPTIONS: { readonly [K in keyof ReportedWrites]: Describe<K> } = {
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
  setFieldValues: (_values, [id]) => describe([{ id }], 'incident.custom_field_values.updated'),
  addNote: (_note, [id]) => describe([{ id }], 'incident.annotated'),
  updateNote: (_note, [id]) => describe([{ id }]),
  deleteNote: (_nothing, [id]) => describe([{ id }]),
  resolveAlerts: (_alerts, [id]) => describe([{ id }]),
  moveAlerts: (_alerts, [id, , toId]) => describe([{ id }, { id: toId }]),
  requestResponders: (_targets, [id]) => describe([{ id }], 'incident.responder.added'),
  cancelResponderRequests: (_targets, [id]) => describe([{ id }]),
  publishStatusUpdate: (_update, [id]) => describe([{ id }], 'incident.status_update_published'),
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
export function reportWrites(report: ReportWrite, now: () => number): ReportedWrites {
  const names = Object.keys(DESCRIPTIONS) as (keyof ReportedWrites)[];
  return Object.fromEntries(names.map((name) => [name, reportWrite(name, report, now)])) as unknown as ReportedWrites;
}

function reportWrite<K extends keyof ReportedWrites>(name: K, report: ReportWrite, now: () => number) {
  const write = plainWrites[name] as (...args: Parameters<ReportedWrites[K]>) => ReturnType<ReportedWrites[K]>;
  return async function (this: ClientContext, ...args: Parameters<ReportedWrites[K]>) {
    const startedAt = now();
    const result = await write.apply(this, args);
    for (const description of DESCRIPTIONS[name](result, args)) report(description, startedAt);
    return result;
  };
}
