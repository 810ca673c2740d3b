import { hasId } from '../../shared/json.js';
import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeList, decodeObject, requireEmptySuccess } from './envelope.js';
import { toNoteBody } from './request-body.js';
import type { ClientContext } from './requester.js';
import { isAlert, toWrittenNote } from './type-guards.js';
import type { WireAlert } from './wire-alert.js';
import type { WrittenNote } from './wire.js';

/** Writes of notes and alerts that an incident has. Alerts change through their incident only, at most 250 at once. */
export interface IncidentPartWrites {
  /** `PUT /incidents/{id}/notes/{note_id}`; the author stays. */
  updateNote(incidentId: string, noteId: string, content: string, actor?: string | null): Promise<WrittenNote>;
  /** `DELETE /incidents/{id}/notes/{note_id}`, without `From`. */
  deleteNote(incidentId: string, noteId: string): Promise<void>;
  /** `PUT /incidents/{id}/alerts`; an incident is resolved with its last open alert. */
  resolveAlerts(incidentId: string, alertIds: readonly string[], actor?: string | null): Promise<readonly WireAlert[]>;
  /** `PUT /incidents/{id}/alerts` with another incident, which must be open. */
  moveAlerts(
    incidentId: string,
    alertIds: readonly string[],
    toId: string,
    actor?: string | null,
  ): Promise<readonly WireAlert[]>;
}

export const incidentPartWrites: IncidentPartWrites & ThisType<ClientContext> = {
  async updateNote(incidentId, noteId, content, actor) {
    const change = { body: toNoteBody(content), actor };
    const response = await this.send(ENDPOINTS.updateNote, 'PUT', toNotePath(incidentId, noteId), change);
    return toWrittenNote(decodeObject(response, 'note', hasId));
  },
  async deleteNote(incidentId, noteId) {
    requireEmptySuccess(await this.send(ENDPOINTS.deleteNote, 'DELETE', toNotePath(incidentId, noteId)));
  },
  async resolveAlerts(incidentId, alertIds, actor) {
    const change = { body: toAlertsBody(alertIds, { status: 'resolved' }), actor };
    const response = await this.send(ENDPOINTS.resolveAlerts, 'PUT', toAlertsPath(incidentId), change);
    return decodeList(response, 'alerts', isAlert);
  },
  async moveAlerts(incidentId, alertIds, toId, actor) {
    const incident = { id: toId, type: 'incident_reference' };
    const change = { body: toAlertsBody(alertIds, { incident }), actor, referencedIds: { incidents: [toId] } };
    const response = await this.send(ENDPOINTS.moveAlerts, 'PUT', toAlertsPath(incidentId), change);
    return decodeList(response, 'alerts', isAlert);
  },
};

const toNotePath = (incidentId: string, noteId: string): string =>
  `/incidents/${toUrlSafeId(incidentId)}/notes/${toUrlSafeId(noteId)}`;

const toAlertsPath = (incidentId: string): string => `/incidents/${toUrlSafeId(incidentId)}/alerts`;

/** At most 250 ids; more is rejected with 413. */
function toAlertsBody(ids: readonly string[], change: object): string {
  return JSON.stringify({ alerts: ids.map((id) => ({ id, type: 'alert', ...change })) });
}
