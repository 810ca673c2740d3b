import { toIsoSeconds } from '../../clock.js';
import type { Random } from '../../random.js';
import { processAlertEvent } from '../events/process-event.js';
import { addNote } from '../incidents/add-note.js';
import { isOpen } from '../incidents/incident-predicates.js';
import { markAcknowledged, markResolved } from '../incidents/status-transitions.js';
import type { Agent, Incident } from '../state/incident-records.js';
import type { Integration } from '../state/account-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { INCIDENT_TITLES } from '../seed/past-incidents.js';
import { ACTOR_ID } from '../seed/users-and-teams.js';
import { findUnavailability } from '../services/service-status.js';

const MAX_OPEN = 4;
/** Older ones are deleted, so that the account does not grow without an end. */
const MAX_RESOLVED = 100;

const NOTES = [
  'Looking into it.',
  'It began with the last deployment. Rolling back.',
  'Restarted one instance, error rate is falling.',
  'The provider confirms a disturbance on their side.',
  'Graphs are back to normal. Watching for ten more minutes.',
];

/** Incidents that appear while somebody watches. Each is triggered, acknowledged, annotated and resolved. */
export class InventedIncidents {
  /** Ids of open ones, oldest first. */
  #openIds: string[] = [];
  #resolvedIds: string[] = [];

  constructor(private readonly random: Random) {}

  /** Lets one thing happen. */
  advance(state: PagerDutyState): void {
    this.#retireResolved(state);
    const isNew = this.#openIds.length === 0 || this.random.integerBelow(3) === 0;
    if (isNew && this.#openIds.length < MAX_OPEN) this.#trigger(state);
    else this.#proceed(state, state.incidents.get(this.random.pick(this.#openIds)));
  }

  clear(): void {
    this.#openIds = [];
    this.#resolvedIds = [];
  }

  /** A client may have resolved some of them. */
  #retireResolved({ incidents, notes, subscribers, fieldValues }: PagerDutyState): void {
    const isStillOpen = (id: string) => {
      const incident = incidents.get(id);
      return incident !== undefined && isOpen(incident);
    };
    this.#resolvedIds.push(...this.#openIds.filter((id) => !isStillOpen(id)));
    this.#openIds = this.#openIds.filter(isStillOpen);
    for (const id of this.#resolvedIds.splice(0, Math.max(0, this.#resolvedIds.length - MAX_RESOLVED))) {
      incidents.delete(id);
      notes.delete(id);
      subscribers.delete(id);
      fieldValues.delete(id);
    }
  }

  #trigger(state: PagerDutyState): void {
    const integrations = findActiveIntegrations(state);
    if (integrations.length === 0) return;
    const integration = this.random.pick(integrations);
    const summary = this.random.pick(INCIDENT_TITLES[integration.serviceId] ?? []);
    processAlertEvent(state, integration, {
      event_action: 'trigger',
      payload: { summary, source: integration.label, severity: this.random.pick(['critical', 'error', 'warning']) },
      links: [],
      images: [],
    });
    const newest = [...state.incidents.keys()].at(-1);
    if (newest !== undefined) this.#openIds.push(newest);
  }

  #proceed(state: PagerDutyState, incident: Incident | undefined): void {
    if (incident === undefined) return;
    const at = toIsoSeconds(state.now());
    const by: Agent = { kind: 'user', id: incident.assignments[0]?.userId ?? ACTOR_ID };
    if (incident.status === 'triggered') markAcknowledged(state, incident, by, at);
    else if (!state.notes.has(incident.id)) addNote(state, incident, this.random.pick(NOTES), by);
    else markResolved(state, incident, by, at);
  }
}

/** Integrations of the services that accept incidents now. */
function findActiveIntegrations(state: PagerDutyState): readonly Integration[] {
  return [...state.integrations.values()].filter(
    ({ serviceId }) => findUnavailability(state, requireRecord(state.services, serviceId)) === undefined,
  );
}
