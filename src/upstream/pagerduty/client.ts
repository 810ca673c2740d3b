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

export interface PagerDutyClient {
  listIncidents(query: IncidentQuery): Promise<Page<WireIncident>>;
  getIncident(idOrNumber: string, include?: readonly IncidentInclude[]): Promise<WireIncident>;
  createIncident(draft: IncidentDraft, actor?: string): Promise<WireIncident>;
  acknowledgeIncident(id: string, actor?: string): Promise<StatusChange<WireIncident>>;
  resolveIncident(id: string, resolution?: string, actor?: string): Promise<StatusChange<WireIncident>>;
  acknowledgeIncidents(ids: readonly string[], actor?: string): Promise<StatusChange<readonly WireIncident[]>>;
  resolveIncidents(
    ids: readonly string[],
    resolution?: string,
    actor?: string,
  ): Promise<StatusChange<readonly WireIncident[]>>;
  addNote(incidentId: string, content: string, actor?: string): Promise<WireNote>;
  listServices(query: ServiceQuery): Promise<Page<WireService>>;
  getService(id: string): Promise<WireService>;
  listUsers(query: UserQuery): Promise<Page<WireUser>>;
  getUser(id: string): Promise<WireUser>;
  getEscalationPolicy(id: string): Promise<WireReference>;
  getTeam(id: string): Promise<WireReference>;
  listPriorities(query: PageQuery): Promise<Page<WirePriority>>;
}
