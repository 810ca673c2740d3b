import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import type { Endpoint } from '../transport/endpoint.js';
import type { PagerDutyResponse, ClientContext, WriteOptions } from './requester.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeBodyObject, decodeList, decodeObject, createUnreadableFault } from './envelope.js';
import {
  toBulkStatusBody,
  toUpdateBody,
  toCreateBody,
  toFieldValuesBody,
  toMergeBody,
  toNoteBody,
  toReassignBody,
  toSnoozeBody,
  toStatusBody,
} from './request-body.js';
import { hasId } from '../../shared/json.js';
import { isFieldValue, toWrittenIncident, toWrittenNote } from './type-guards.js';
import type { FieldAssignment, WireFieldValue } from './wire-incident-type.js';
import type {
  IncidentChanges,
  IncidentDraft,
  WrittenIncident,
  WrittenNote,
  Reassignment,
  StatusChange,
} from './wire.js';

/**
 * Writes of incidents on behalf of `actor`: an e-mail address, the account's own when absent. A 2xx means that the change was
 * made; only the id of the response is required, because real responses lack specified fields.
 */
export interface IncidentWrites {
  /** `POST /incidents`. */
  createIncident(draft: IncidentDraft, actor?: string | null): Promise<WrittenIncident>;
  /** `PUT /incidents/{id}`; reopens a resolved incident, so read its status first. */
  acknowledgeIncident(id: string, actor?: string | null): Promise<StatusChange<WrittenIncident>>;
  /** `PUT /incidents/{id}`; the resolution text is not shown in PagerDuty's UI. */
  resolveIncident(id: string, resolution?: string, actor?: string | null): Promise<StatusChange<WrittenIncident>>;
  /** `PUT /incidents`, at most 250 ids, all or nothing; results are matched by id. */
  acknowledgeIncidents(
    ids: readonly string[],
    actor?: string | null,
  ): Promise<StatusChange<readonly WrittenIncident[]>>;
  /** `PUT /incidents`, as above. */
  resolveIncidents(
    ids: readonly string[],
    resolution?: string,
    actor?: string | null,
  ): Promise<StatusChange<readonly WrittenIncident[]>>;
  /** `PUT /incidents/{id}` back to triggered; also undoes an acknowledge, so read the status first. */
  reopenIncident(id: string, actor?: string | null): Promise<StatusChange<WrittenIncident>>;
  /** `PUT /incidents/{id}`: title, urgency, priority. */
  updateIncident(id: string, changes: IncidentChanges, actor?: string | null): Promise<WrittenIncident>;
  /** `PUT /incidents/{id}`; can leave a resolved incident without assignees. */
  reassignIncident(id: string, to: Reassignment, actor?: string | null): Promise<WrittenIncident>;
  /** `POST /incidents/{id}/snooze`, 1 to 604800 seconds; `CONFLICT` when it is not acknowledged. */
  snoozeIncident(id: string, seconds: number, actor?: string | null): Promise<WrittenIncident>;
  /** `PUT /incidents/{id}/merge`; returns a reference to the target, so read it again (docs/upstream-quirks.md, quirk 43). */
  mergeIncidents(intoId: string, sourceIds: readonly string[], actor?: string | null): Promise<{ readonly id: string }>;
  /** `PUT /incidents/{id}/custom_fields/values`; returns the values, perhaps only those of the given fields. */
  setFieldValues(
    incidentId: string,
    values: readonly FieldAssignment[],
    actor?: string | null,
  ): Promise<readonly WireFieldValue[]>;
  /** `POST /incidents/{id}/notes`. */
  addNote(incidentId: string, content: string, actor?: string | null): Promise<WrittenNote>;
}

const putIncident = (
  { send }: ClientContext,
  endpoint: Endpoint,
  id: string,
  change: WriteOptions,
): Promise<PagerDutyResponse> => send(endpoint, 'PUT', `/incidents/${toUrlSafeId(id)}`, change);
const putIncidents = ({ send }: ClientContext, endpoint: Endpoint, change: WriteOptions): Promise<PagerDutyResponse> =>
  send(endpoint, 'PUT', '/incidents', change);

const toIdList = (id: string | undefined): readonly string[] => (id === undefined ? [] : [id]);

export const incidentWrites: IncidentWrites & ThisType<ClientContext> = {
  async createIncident(draft, actor) {
    const { serviceId, assigneeId, escalationPolicyId, priorityId } = draft;
    const referencedIds = {
      service: [serviceId],
      assignee: toIdList(assigneeId),
      escalationPolicy: toIdList(escalationPolicyId),
      priority: toIdList(priorityId),
    };
    const change = { body: toCreateBody(draft), actor, referencedIds };
    return decodeWrittenIncident(await this.send(ENDPOINTS.createIncident, 'POST', '/incidents', change));
  },
  async acknowledgeIncident(id, actor) {
    return decodeStatusChange(
      await putIncident(this, ENDPOINTS.acknowledgeIncident, id, { body: toStatusBody('acknowledged'), actor }),
    );
  },
  async resolveIncident(id, resolution, actor) {
    return decodeStatusChange(
      await putIncident(this, ENDPOINTS.resolveIncident, id, { body: toStatusBody('resolved', resolution), actor }),
    );
  },
  async acknowledgeIncidents(ids, actor) {
    const change = { body: toBulkStatusBody(ids, 'acknowledged'), actor, referencedIds: { incidents: ids } };
    return decodeStatusChanges(await putIncidents(this, ENDPOINTS.acknowledgeIncidents, change));
  },
  async resolveIncidents(ids, resolution, actor) {
    const change = { body: toBulkStatusBody(ids, 'resolved', resolution), actor, referencedIds: { incidents: ids } };
    return decodeStatusChanges(await putIncidents(this, ENDPOINTS.resolveIncidents, change));
  },
  async reopenIncident(id, actor) {
    return decodeStatusChange(
      await putIncident(this, ENDPOINTS.reopenIncident, id, { body: toStatusBody('triggered'), actor }),
    );
  },
  async updateIncident(id, changes, actor) {
    const change = { body: toUpdateBody(changes), actor, referencedIds: { priority: toIdList(changes.priorityId) } };
    return decodeWrittenIncident(await putIncident(this, ENDPOINTS.updateIncident, id, change));
  },
  async reassignIncident(id, to, actor) {
    const referencedIds = { assignee: to.userIds ?? [], escalationPolicy: toIdList(to.escalationPolicyId) };
    return decodeWrittenIncident(
      await putIncident(this, ENDPOINTS.reassignIncident, id, { body: toReassignBody(to), actor, referencedIds }),
    );
  },
  async snoozeIncident(id, seconds, actor) {
    const change = { body: toSnoozeBody(seconds), actor };
    const path = `/incidents/${toUrlSafeId(id)}/snooze`;
    return decodeWrittenIncident(await this.send(ENDPOINTS.snoozeIncident, 'POST', path, change));
  },
  async mergeIncidents(intoId, sourceIds, actor) {
    const change = { body: toMergeBody(sourceIds), actor, referencedIds: { incidents: sourceIds } };
    const path = `/incidents/${toUrlSafeId(intoId)}/merge`;
    return decodeObject(await this.send(ENDPOINTS.mergeIncidents, 'PUT', path, change), 'incident', hasId);
  },
  async setFieldValues(incidentId, values, actor) {
    const path = `/incidents/${toUrlSafeId(incidentId)}/custom_fields/values`;
    const response = await this.send(ENDPOINTS.setFieldValues, 'PUT', path, { body: toFieldValuesBody(values), actor });
    return decodeList(response, 'custom_fields', isFieldValue);
  },
  async addNote(incidentId, content, actor) {
    const change = { body: toNoteBody(content), actor };
    const path = `/incidents/${toUrlSafeId(incidentId)}/notes`;
    return toWrittenNote(decodeObject(await this.send(ENDPOINTS.addNote, 'POST', path, change), 'note', hasId));
  },
};

function decodeWrittenIncident(response: PagerDutyResponse): WrittenIncident {
  return toWrittenIncident(decodeObject(response, 'incident', hasId));
}

function decodeStatusChange(response: PagerDutyResponse): StatusChange<WrittenIncident> {
  return { value: decodeWrittenIncident(response), sentAt: response.sentAt };
}

/** Entries without an id are omitted; the outcome of their incidents is reported as unknown. */
function decodeStatusChanges(response: PagerDutyResponse): StatusChange<readonly WrittenIncident[]> {
  const { incidents } = decodeBodyObject(response);
  if (!Array.isArray(incidents)) throw createUnreadableFault(response);
  return { value: incidents.filter(hasId).map(toWrittenIncident), sentAt: response.sentAt };
}
