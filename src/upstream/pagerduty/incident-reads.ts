import { pathId } from '../transport/path.js';
import type { Ask } from './ask.js';
import { ENDPOINTS } from './endpoints.js';
import { decode, decodeList, decodePage } from './envelope.js';
import { alertQuery, includeQuery, incidentQuery, logEntryQuery } from './query.js';
import { isAlert, isIncident, isLogEntry, isNote } from './shape.js';
import type { AlertQuery, LogEntryQuery, WireAlert, WireLogEntry } from './wire-history.js';
import type { IncidentInclude, IncidentQuery, Page, WireIncident, WireNote } from './wire.js';

/** Incidents, and what belongs to one. */
export interface IncidentReads {
  /** `GET /incidents`; all time unless a window is given. */
  listIncidents(query: IncidentQuery): Promise<Page<WireIncident>>;
  /** `GET /incidents/{id}`; a number is a text of digits. */
  getIncident(idOrNumber: string, include?: readonly IncidentInclude[]): Promise<WireIncident>;
  /** `GET /incidents/{id}/notes`, not paged. */
  listNotes(incidentId: string): Promise<readonly WireNote[]>;
  /** `GET /incidents/{id}/alerts`. */
  listAlerts(incidentId: string, query: AlertQuery): Promise<Page<WireAlert>>;
  /** `GET /incidents/{id}/alerts/{alert_id}`; there is no other way to one. */
  getAlert(incidentId: string, alertId: string): Promise<WireAlert>;
  /** `GET /incidents/{id}/log_entries`; in which order is not documented. */
  listLogEntries(incidentId: string, query: LogEntryQuery): Promise<Page<WireLogEntry>>;
  /** `GET /log_entries/{id}`. */
  getLogEntry(id: string): Promise<WireLogEntry>;
}

export function createIncidentReads(ask: Ask): IncidentReads {
  const get = (name: keyof IncidentReads, path: string) => ask(ENDPOINTS[name], 'GET', path);
  return {
    async listIncidents(query) {
      return decodePage(await get('listIncidents', `/incidents${incidentQuery(query)}`), 'incidents', isIncident);
    },
    async getIncident(idOrNumber, include) {
      const path = `/incidents/${pathId(idOrNumber)}${includeQuery(include)}`;
      return decode(await get('getIncident', path), 'incident', isIncident);
    },
    async listNotes(incidentId) {
      return decodeList(await get('listNotes', `/incidents/${pathId(incidentId)}/notes`), 'notes', isNote);
    },
    async listAlerts(incidentId, query) {
      const path = `/incidents/${pathId(incidentId)}/alerts${alertQuery(query)}`;
      return decodePage(await get('listAlerts', path), 'alerts', isAlert);
    },
    async getAlert(incidentId, alertId) {
      const path = `/incidents/${pathId(incidentId)}/alerts/${pathId(alertId)}`;
      return decode(await get('getAlert', path), 'alert', isAlert);
    },
    async listLogEntries(incidentId, query) {
      const path = `/incidents/${pathId(incidentId)}/log_entries${logEntryQuery(query)}`;
      return decodePage(await get('listLogEntries', path), 'log_entries', isLogEntry);
    },
    async getLogEntry(id) {
      return decode(await get('getLogEntry', `/log_entries/${pathId(id)}?time_zone=UTC`), 'log_entry', isLogEntry);
    },
  };
}
