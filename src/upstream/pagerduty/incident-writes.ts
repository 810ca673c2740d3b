import { pathId } from '../transport/path.js';
import type { Endpoint } from '../transport/endpoint.js';
import type { Asked, Asking } from './ask.js';
import { ENDPOINTS } from './endpoints.js';
import { decode, decodeList } from './envelope.js';
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
import { isIncident, isNote, isReference } from './shape.js';
import type {
  IncidentChanges,
  IncidentDraft,
  Reassignment,
  StatusChange,
  WireIncident,
  WireNote,
  WireReference,
} from './wire.js';

/** Changes of incidents, each in the name of `actor`: an e-mail, the account's own when absent. */
export interface IncidentWrites {
  /** `POST /incidents`; success is never reported without an incident. */
  createIncident(draft: IncidentDraft, actor?: string | null): Promise<WireIncident>;
  /** `PUT /incidents/{id}`; reopens a resolved incident, so read its status first. */
  acknowledgeIncident(id: string, actor?: string | null): Promise<StatusChange<WireIncident>>;
  /** `PUT /incidents/{id}`; the resolution text is not shown in PagerDuty's UI. */
  resolveIncident(id: string, resolution?: string, actor?: string | null): Promise<StatusChange<WireIncident>>;
  /** `PUT /incidents`, at most 250 ids, all or nothing; match the answer by id. */
  acknowledgeIncidents(ids: readonly string[], actor?: string | null): Promise<StatusChange<readonly WireIncident[]>>;
  /** `PUT /incidents`, as above. */
  resolveIncidents(
    ids: readonly string[],
    resolution?: string,
    actor?: string | null,
  ): Promise<StatusChange<readonly WireIncident[]>>;
  /** `PUT /incidents/{id}` back to triggered; what is only acknowledged loses that too, so read its status first. */
  reopenIncident(id: string, actor?: string | null): Promise<StatusChange<WireIncident>>;
  /** `PUT /incidents/{id}`: title, urgency, priority. */
  updateIncident(id: string, changes: IncidentChanges, actor?: string | null): Promise<WireIncident>;
  /** `PUT /incidents/{id}`; a resolved incident may be left without assignees in silence. */
  reassignIncident(id: string, to: Reassignment, actor?: string | null): Promise<WireIncident>;
  /** `POST /incidents/{id}/snooze`, 1 to 604800 seconds; `CONFLICT` when it is not acknowledged. */
  snoozeIncident(id: string, seconds: number, actor?: string | null): Promise<WireIncident>;
  /** `PUT /incidents/{id}/merge`; answers a reference to the target, so read it again (contracts: quirk 43). */
  mergeIncidents(intoId: string, sourceIds: readonly string[], actor?: string | null): Promise<WireReference>;
  /** `POST /incidents/{id}/notes`. */
  addNote(incidentId: string, content: string, actor?: string | null): Promise<WireNote>;
}

const put = ({ ask }: Asking, endpoint: Endpoint, id: string, body: string, actor?: string | null): Promise<Asked> =>
  ask(endpoint, 'PUT', `/incidents/${pathId(id)}`, { body, actor });
const putAll = ({ ask }: Asking, endpoint: Endpoint, body: string, actor?: string | null): Promise<Asked> =>
  ask(endpoint, 'PUT', '/incidents', { body, actor });

export const incidentWrites: IncidentWrites & ThisType<Asking> = {
  async createIncident(draft, actor) {
    const change = { body: draftBody(draft), actor };
    return decode(await this.ask(ENDPOINTS.createIncident, 'POST', '/incidents', change), 'incident', isIncident);
  },
  async acknowledgeIncident(id, actor) {
    return changed(await put(this, ENDPOINTS.acknowledgeIncident, id, statusBody('acknowledged'), actor));
  },
  async resolveIncident(id, resolution, actor) {
    return changed(await put(this, ENDPOINTS.resolveIncident, id, statusBody('resolved', resolution), actor));
  },
  async acknowledgeIncidents(ids, actor) {
    return allChanged(await putAll(this, ENDPOINTS.acknowledgeIncidents, bulkStatusBody(ids, 'acknowledged'), actor));
  },
  async resolveIncidents(ids, resolution, actor) {
    return allChanged(
      await putAll(this, ENDPOINTS.resolveIncidents, bulkStatusBody(ids, 'resolved', resolution), actor),
    );
  },
  async reopenIncident(id, actor) {
    return changed(await put(this, ENDPOINTS.reopenIncident, id, statusBody('triggered'), actor));
  },
  async updateIncident(id, changes, actor) {
    return decode(await put(this, ENDPOINTS.updateIncident, id, changesBody(changes), actor), 'incident', isIncident);
  },
  async reassignIncident(id, to, actor) {
    return decode(await put(this, ENDPOINTS.reassignIncident, id, reassignmentBody(to), actor), 'incident', isIncident);
  },
  async snoozeIncident(id, seconds, actor) {
    const change = { body: snoozeBody(seconds), actor };
    const path = `/incidents/${pathId(id)}/snooze`;
    return decode(await this.ask(ENDPOINTS.snoozeIncident, 'POST', path, change), 'incident', isIncident);
  },
  async mergeIncidents(intoId, sourceIds, actor) {
    const change = { body: mergeBody(sourceIds), actor };
    const path = `/incidents/${pathId(intoId)}/merge`;
    return decode(await this.ask(ENDPOINTS.mergeIncidents, 'PUT', path, change), 'incident', isReference);
  },
  async addNote(incidentId, content, actor) {
    const change = { body: noteBody(content), actor };
    const path = `/incidents/${pathId(incidentId)}/notes`;
    return decode(await this.ask(ENDPOINTS.addNote, 'POST', path, change), 'note', isNote);
  },
};

function changed(asked: Asked): StatusChange<WireIncident> {
  return { value: decode(asked, 'incident', isIncident), sentAt: asked.sentAt };
}

function allChanged(asked: Asked): StatusChange<readonly WireIncident[]> {
  return { value: decodeList(asked, 'incidents', isIncident), sentAt: asked.sentAt };
}
