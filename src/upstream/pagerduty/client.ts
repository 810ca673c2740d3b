import { pathId } from '../transport/path.js';
import { type Asked, createAsk, type PagerDutyClientOptions } from './ask.js';
import { ENDPOINTS } from './endpoints.js';
import { decode, decodeList, decodePage } from './envelope.js';
import { includeQuery, incidentQuery, pageQuery, serviceQuery, userQuery } from './query.js';
import { bulkStatusBody, draftBody, noteBody, statusBody } from './request-body.js';
import { isIncident, isNote, isReference, isService } from './shape.js';
import type {
  IncidentDraft,
  IncidentInclude,
  IncidentQuery,
  Page,
  PageQuery,
  ServiceQuery,
  StatusChange,
  UserQuery,
  WireIncident,
  WireNote,
  WirePriority,
  WireReference,
  WireService,
  WireUser,
} from './wire.js';

/**
 * One method an endpoint; the names are those of the answer table. Every method throws a Fault: the refusal PagerDuty's
 * answer stands for, `INVALID_INPUT` before any call for what cannot be sent, `UPSTREAM_…` when no answer could be read.
 */
export interface PagerDutyClient {
  /** PagerDuty's clock as its last answer told it, in milliseconds since the epoch; our own before that. */
  now(): number;
  /** `GET /incidents`; all time unless a window is given. */
  listIncidents(query: IncidentQuery): Promise<Page<WireIncident>>;
  /** `GET /incidents/{id}`; a number is a text of digits. */
  getIncident(idOrNumber: string, include?: readonly IncidentInclude[]): Promise<WireIncident>;
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
  /** `GET /incidents/{id}/notes`, not paged. */
  listNotes(incidentId: string): Promise<readonly WireNote[]>;
  addNote(incidentId: string, content: string, actor?: string | null): Promise<WireNote>;
  listServices(query: ServiceQuery): Promise<Page<WireService>>;
  getService(id: string): Promise<WireService>;
  listUsers(query: UserQuery): Promise<Page<WireUser>>;
  getUser(id: string): Promise<WireUser>;
  getEscalationPolicy(id: string): Promise<WireReference>;
  getTeam(id: string): Promise<WireReference>;
  /** `GET /priorities`; the order is the rank. */
  listPriorities(query: PageQuery): Promise<Page<WirePriority>>;
}

/**
 * A client of one PagerDuty account.
 *
 * @throws Fault `INVALID_INPUT` when the account's key cannot be sent in a header
 */
export function createPagerDutyClient(options: PagerDutyClientOptions): PagerDutyClient {
  const { ask, now } = createAsk(options);
  const get = (name: keyof typeof ENDPOINTS, path: string) => ask(ENDPOINTS[name], 'GET', path);
  return {
    now,
    async listIncidents(query) {
      return decodePage(await get('listIncidents', `/incidents${incidentQuery(query)}`), 'incidents', isIncident);
    },
    async getIncident(idOrNumber, include) {
      const path = `/incidents/${pathId(idOrNumber)}${includeQuery(include)}`;
      return decode(await get('getIncident', path), 'incident', isIncident);
    },
    async createIncident(draft, actor) {
      const change = { body: draftBody(draft), actor };
      return decode(await ask(ENDPOINTS.createIncident, 'POST', '/incidents', change), 'incident', isIncident);
    },
    async acknowledgeIncident(id, actor) {
      const change = { body: statusBody('acknowledged'), actor };
      return changed(await ask(ENDPOINTS.acknowledgeIncident, 'PUT', `/incidents/${pathId(id)}`, change));
    },
    async resolveIncident(id, resolution, actor) {
      const change = { body: statusBody('resolved', resolution), actor };
      return changed(await ask(ENDPOINTS.resolveIncident, 'PUT', `/incidents/${pathId(id)}`, change));
    },
    async acknowledgeIncidents(ids, actor) {
      const change = { body: bulkStatusBody(ids, 'acknowledged'), actor };
      return allChanged(await ask(ENDPOINTS.acknowledgeIncidents, 'PUT', '/incidents', change));
    },
    async resolveIncidents(ids, resolution, actor) {
      const change = { body: bulkStatusBody(ids, 'resolved', resolution), actor };
      return allChanged(await ask(ENDPOINTS.resolveIncidents, 'PUT', '/incidents', change));
    },
    async listNotes(incidentId) {
      return decodeList(await get('listNotes', `/incidents/${pathId(incidentId)}/notes`), 'notes', isNote);
    },
    async addNote(incidentId, content, actor) {
      const path = `/incidents/${pathId(incidentId)}/notes`;
      return decode(await ask(ENDPOINTS.addNote, 'POST', path, { body: noteBody(content), actor }), 'note', isNote);
    },
    async listServices(query) {
      return decodePage(await get('listServices', `/services${serviceQuery(query)}`), 'services', isService);
    },
    async getService(id) {
      return decode(await get('getService', `/services/${pathId(id)}`), 'service', isService);
    },
    async listUsers(query) {
      return decodePage(await get('listUsers', `/users${userQuery(query)}`), 'users', isReference);
    },
    async getUser(id) {
      return decode(await get('getUser', `/users/${pathId(id)}`), 'user', isReference);
    },
    async getEscalationPolicy(id) {
      const path = `/escalation_policies/${pathId(id)}`;
      return decode(await get('getEscalationPolicy', path), 'escalation_policy', isReference);
    },
    async getTeam(id) {
      return decode(await get('getTeam', `/teams/${pathId(id)}`), 'team', isReference);
    },
    async listPriorities(query) {
      return decodePage(await get('listPriorities', `/priorities${pageQuery(query)}`), 'priorities', isReference);
    },
  };
}

function changed(asked: Asked): StatusChange<WireIncident> {
  return { value: decode(asked, 'incident', isIncident), sentAt: asked.sentAt };
}

function allChanged(asked: Asked): StatusChange<readonly WireIncident[]> {
  return { value: decodeList(asked, 'incidents', isIncident), sentAt: asked.sentAt };
}
