import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import type { ClientContext } from './requester.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeObject, decodeList, decodePage } from './envelope.js';
import { formatAlertQuery, formatIncludeQuery, formatIncidentQuery, formatLogEntryQuery } from './query-string.js';
import { isAlert, isIncident, isLogEntry, isNote } from './type-guards.js';
import type { AlertQuery, LogEntryQuery, WireAlert, WireLogEntry } from './wire-alert.js';
import type { IncidentInclude, IncidentQuery, Page, WireIncident, WireNote } from './wire.js';

/** Reads of incidents, their notes, alerts and log entries. */
export interface IncidentReads {
  /** `GET /incidents`; all time unless a window is given. */
  listIncidents(query: IncidentQuery): Promise<Page<WireIncident>>;
  /** `GET /incidents/{id}`; accepts an incident number as text. */
  getIncident(idOrNumber: string, include?: readonly IncidentInclude[]): Promise<WireIncident>;
  /** `GET /incidents/{id}/notes`, not paged. */
  listNotes(incidentId: string): Promise<readonly WireNote[]>;
  /** `GET /incidents/{id}/alerts`. */
  listAlerts(incidentId: string, query: AlertQuery): Promise<Page<WireAlert>>;
  /** `GET /incidents/{id}/alerts/{alert_id}`; the only read of one alert. */
  getAlert(incidentId: string, alertId: string): Promise<WireAlert>;
  /** `GET /incidents/{id}/log_entries`; the order is not documented. */
  listLogEntries(incidentId: string, query: LogEntryQuery): Promise<Page<WireLogEntry>>;
  /** `GET /log_entries`, of all incidents; the order is not documented. Expanded incidents are as of now. */
  listAccountLogEntries(query: LogEntryQuery): Promise<Page<WireLogEntry>>;
  /** `GET /log_entries/{id}`. */
  getLogEntry(id: string): Promise<WireLogEntry>;
}

export const incidentReads: IncidentReads & ThisType<ClientContext> = {
  async listIncidents(query) {
    return decodePage(
      await this.send(ENDPOINTS.listIncidents, 'GET', `/incidents${formatIncidentQuery(query)}`),
      'incidents',
      isIncident,
    );
  },
  async getIncident(idOrNumber, include) {
    const path = `/incidents/${toUrlSafeId(idOrNumber)}${formatIncludeQuery(include)}`;
    return decodeObject(await this.send(ENDPOINTS.getIncident, 'GET', path), 'incident', isIncident);
  },
  async listNotes(incidentId) {
    return decodeList(
      await this.send(ENDPOINTS.listNotes, 'GET', `/incidents/${toUrlSafeId(incidentId)}/notes`),
      'notes',
      isNote,
    );
  },
  async listAlerts(incidentId, query) {
    const path = `/incidents/${toUrlSafeId(incidentId)}/alerts${formatAlertQuery(query)}`;
    return decodePage(await this.send(ENDPOINTS.listAlerts, 'GET', path), 'alerts', isAlert);
  },
  async getAlert(incidentId, alertId) {
    const path = `/incidents/${toUrlSafeId(incidentId)}/alerts/${toUrlSafeId(alertId)}`;
    return decodeObject(await this.send(ENDPOINTS.getAlert, 'GET', path), 'alert', isAlert);
  },
  async listLogEntries(incidentId, query) {
    const path = `/incidents/${toUrlSafeId(incidentId)}/log_entries${formatLogEntryQuery(query)}`;
    return decodePage(await this.send(ENDPOINTS.listLogEntries, 'GET', path), 'log_entries', isLogEntry);
  },
  async listAccountLogEntries(query) {
    const path = `/log_entries${formatLogEntryQuery(query)}`;
    return decodePage(await this.send(ENDPOINTS.listAccountLogEntries, 'GET', path), 'log_entries', isLogEntry);
  },
  async getLogEntry(id) {
    return decodeObject(
      await this.send(ENDPOINTS.getLogEntry, 'GET', `/log_entries/${toUrlSafeId(id)}?time_zone=UTC`),
      'log_entry',
      isLogEntry,
    );
  },
};
