import type { Incident, LogEntry, LogEntryKind } from '../state/incident-records.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { agentView } from './agent.js';
import { teamView } from './user.js';
import { logEntrySummary } from './log-entry-summary.js';
import { API_HOME, incidentReference, reference, WEB_HOME } from './reference.js';
import { serviceView } from './service.js';

const NOTHING: ReadonlySet<string> = new Set();

export function logEntryReference(state: PagerDutyState, incident: Incident, entry: LogEntry): object {
  return { ...identityOf(state, incident, entry), type: `${entry.kind}_log_entry_reference` };
}

/** The incident is always a reference here; whoever asks for it whole puts it in. */
export function logEntryView(
  state: PagerDutyState,
  incident: Incident,
  entry: LogEntry,
  include: ReadonlySet<string>,
): object {
  const service = known(state.services, incident.serviceId);
  const team = known(state.teams, service.teamId);
  return {
    ...identityOf(state, incident, entry),
    created_at: entry.at,
    agent: entry.by && agentView(state, entry.by),
    channel: channelOf(state, entry, include.has('channels')),
    service: include.has('services') ? serviceView(state, service, NOTHING) : reference('service', service),
    incident: incidentReference(incident),
    teams: [include.has('teams') ? teamView(team) : reference('team', team)],
    contexts: [],
    ...(entry.note !== undefined && { note: entry.note }),
    ...(entry.description !== undefined && { event_details: { description: entry.description } }),
    ...factsOf(state, incident, entry),
  };
}

function identityOf(state: PagerDutyState, incident: Incident, entry: LogEntry) {
  return {
    id: entry.id,
    type: `${entry.kind}_log_entry`,
    summary: logEntrySummary(state, entry),
    self: `${API_HOME}/log_entries/${entry.id}?incident_id=${incident.id}`,
    html_url: `${WEB_HOME}/incidents/${incident.id}/log_entries/${entry.id}`,
  };
}

/** What a kind tells beside the rest (contracts: pagerduty-rest section 8.3). */
function factsOf(state: PagerDutyState, incident: Incident, { kind, userId, ...entry }: LogEntry): object {
  const person = userId === undefined ? undefined : reference('user', known(state.users, userId));
  switch (kind) {
    case 'assign':
    case 'escalate':
    case 'delegate':
      return { assignees: [person] };
    case 'notify':
      return { user: person };
    case 'acknowledge':
      return timeoutOf(known(state.services, incident.serviceId).acknowledgementTimeout);
    case 'snooze':
      return { changed_actions: [{ type: 'unacknowledge', at: entry.snoozedUntil }] };
    case 'field_value_change':
      return { changeset: entry.changes };
    default:
      return {};
  }
}

const BY_TIME: ReadonlySet<LogEntryKind> = new Set(['escalate', 'unacknowledge', 'resolve', 'urgency_change']);

/** Only its type, unless `include[]=channels` asks for more. */
function channelOf(state: PagerDutyState, entry: LogEntry, whole: boolean): object {
  const type = channelType(entry);
  return whole ? { type, summary: entry.note ?? entry.description ?? logEntrySummary(state, entry) } : { type };
}

function channelType({ kind, by }: LogEntry): string {
  if (kind === 'annotate') return 'note';
  if (by?.kind === 'user') return kind === 'trigger' ? 'web_trigger' : 'website';
  if (by?.kind === 'integration' || kind === 'trigger') return 'api';
  return BY_TIME.has(kind) ? 'timeout' : 'auto';
}

/** A service without a time-out has none in its entries either. */
function timeoutOf(minutes: number | null): object {
  return minutes === null ? {} : { acknowledgement_timeout: minutes };
}
