import { pathId } from '../transport/http/url-safe-id.js';
import type { Endpoint } from '../transport/endpoint.js';
import type { Asked, Asking, Change } from './requester.js';
import { ENDPOINTS } from './endpoints.js';
import { bodyOf, decode, unreadable } from './envelope.js';
import {
  bulkStatusBody,
  changesBody,
  draftBody,
  mergeBody,
  noteBody,
  reassignmentBody,
  snoozeBody,
  statusBody,
} from './request-body.js';
import { incidentEcho, isEcho, noteEcho } from './type-guards.js';
import type { IncidentChanges, IncidentDraft, IncidentEcho, NoteEcho, Reassignment, StatusChange } from './wire.js';

/**
 * Changes of incidents, each in the name of `actor`: an e-mail, the account's own when absent. A 2xx says that it was done;
 * of what comes with it only the id is needed, for real answers lack what their specification promises.
 */
export interface IncidentWrites {
  /** `POST /incidents`; success is never reported without an incident. */
  createIncident(draft: IncidentDraft, actor?: string | null): Promise<IncidentEcho>;
  /** `PUT /incidents/{id}`; reopens a resolved incident, so read its status first. */
  acknowledgeIncident(id: string, actor?: string | null): Promise<StatusChange<IncidentEcho>>;
  /** `PUT /incidents/{id}`; the resolution text is not shown in PagerDuty's UI. */
  resolveIncident(id: string, resolution?: string, actor?: string | null): Promise<StatusChange<IncidentEcho>>;
  /** `PUT /incidents`, at most 250 ids, all or nothing; match the answer by id. */
  acknowledgeIncidents(ids: readonly string[], actor?: string | null): Promise<StatusChange<readonly IncidentEcho[]>>;
  /** `PUT /incidents`, as above. */
  resolveIncidents(
    ids: readonly string[],
    resolution?: string,
    actor?: string | null,
  ): Promise<StatusChange<readonly IncidentEcho[]>>;
  /** `PUT /incidents/{id}` back to triggered; what is only acknowledged loses that too, so read its status first. */
  reopenIncident(id: string, actor?: string | null): Promise<StatusChange<IncidentEcho>>;
  /** `PUT /incidents/{id}`: title, urgency, priority. */
  updateIncident(id: string, changes: IncidentChanges, actor?: string | null): Promise<IncidentEcho>;
  /** `PUT /incidents/{id}`; a resolved incident may be left without assignees in silence. */
  reassignIncident(id: string, to: Reassignment, actor?: string | null): Promise<IncidentEcho>;
  /** `POST /incidents/{id}/snooze`, 1 to 604800 seconds; `CONFLICT` when it is not acknowledged. */
  snoozeIncident(id: string, seconds: number, actor?: string | null): Promise<IncidentEcho>;
  /** `PUT /incidents/{id}/merge`; answers a reference to the target, so read it again (contracts: quirk 43). */
  mergeIncidents(intoId: string, sourceIds: readonly string[], actor?: string | null): Promise<{ readonly id: string }>;
  /** `POST /incidents/{id}/notes`. */
  addNote(incidentId: string, content: string, actor?: string | null): Promise<NoteEcho>;
}

const put = ({ ask }: Asking, endpoint: Endpoint, id: string, change: Change): Promise<Asked> =>
  ask(endpoint, 'PUT', `/incidents/${pathId(id)}`, change);
const putAll = ({ ask }: Asking, endpoint: Endpoint, change: Change): Promise<Asked> =>
  ask(endpoint, 'PUT', '/incidents', change);

const idsOf = (id: string | undefined): readonly string[] => (id === undefined ? [] : [id]);

export const incidentWrites: IncidentWrites & ThisType<Asking> = {
  async createIncident(draft, actor) {
    const { serviceId, assigneeId, escalationPolicyId, priorityId } = draft;
    const named = {
      service: [serviceId],
      assignee: idsOf(assigneeId),
      escalationPolicy: idsOf(escalationPolicyId),
      priority: idsOf(priorityId),
    };
    const change = { body: draftBody(draft), actor, named };
    return echoOf(await this.ask(ENDPOINTS.createIncident, 'POST', '/incidents', change));
  },
  async acknowledgeIncident(id, actor) {
    return changed(await put(this, ENDPOINTS.acknowledgeIncident, id, { body: statusBody('acknowledged'), actor }));
  },
  async resolveIncident(id, resolution, actor) {
    return changed(await put(this, ENDPOINTS.resolveIncident, id, { body: statusBody('resolved', resolution), actor }));
  },
  async acknowledgeIncidents(ids, actor) {
    const change = { body: bulkStatusBody(ids, 'acknowledged'), actor, named: { incidents: ids } };
    return allChanged(await putAll(this, ENDPOINTS.acknowledgeIncidents, change));
  },
  async resolveIncidents(ids, resolution, actor) {
    const change = { body: bulkStatusBody(ids, 'resolved', resolution), actor, named: { incidents: ids } };
    return allChanged(await putAll(this, ENDPOINTS.resolveIncidents, change));
  },
  async reopenIncident(id, actor) {
    return changed(await put(this, ENDPOINTS.reopenIncident, id, { body: statusBody('triggered'), actor }));
  },
  async updateIncident(id, changes, actor) {
    const change = { body: changesBody(changes), actor, named: { priority: idsOf(changes.priorityId) } };
    return echoOf(await put(this, ENDPOINTS.updateIncident, id, change));
  },
  async reassignIncident(id, to, actor) {
    const named = { assignee: to.userIds ?? [], escalationPolicy: idsOf(to.escalationPolicyId) };
    return echoOf(await put(this, ENDPOINTS.reassignIncident, id, { body: reassignmentBody(to), actor, named }));
  },
  async snoozeIncident(id, seconds, actor) {
    const change = { body: snoozeBody(seconds), actor };
    const path = `/incidents/${pathId(id)}/snooze`;
    return echoOf(await this.ask(ENDPOINTS.snoozeIncident, 'POST', path, change));
  },
  async mergeIncidents(intoId, sourceIds, actor) {
    const change = { body: mergeBody(sourceIds), actor, named: { incidents: sourceIds } };
    const path = `/incidents/${pathId(intoId)}/merge`;
    return decode(await this.ask(ENDPOINTS.mergeIncidents, 'PUT', path, change), 'incident', isEcho);
  },
  async addNote(incidentId, content, actor) {
    const change = { body: noteBody(content), actor };
    const path = `/incidents/${pathId(incidentId)}/notes`;
    return noteEcho(decode(await this.ask(ENDPOINTS.addNote, 'POST', path, change), 'note', isEcho));
  },
};

function echoOf(asked: Asked): IncidentEcho {
  return incidentEcho(decode(asked, 'incident', isEcho));
}

function changed(asked: Asked): StatusChange<IncidentEcho> {
  return { value: echoOf(asked), sentAt: asked.sentAt };
}

/** An entry without an id is left out: what became of its incident is told to be unknown, of the others what they are. */
function allChanged(asked: Asked): StatusChange<readonly IncidentEcho[]> {
  const { incidents } = bodyOf(asked);
  if (!Array.isArray(incidents)) throw unreadable(asked);
  return { value: incidents.filter(isEcho).map(incidentEcho), sentAt: asked.sentAt };
}
