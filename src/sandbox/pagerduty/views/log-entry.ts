import type { Incident, LogEntry, LogEntryKind } from '../state/incident-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderAgent } from './agent.js';
import { summarizeLogEntry } from './log-entry-summary.js';
import { API_ORIGIN, renderIncidentReference, renderReference, WEB_ORIGIN } from './reference.js';
import { renderService } from './service.js';
import { NO_INCLUDES } from '../http/query-parameters.js';
import { renderTeam } from './team.js';

export function renderLogEntryReference(state: PagerDutyState, incident: Incident, entry: LogEntry): object {
  return { ...renderLogEntryIdentity(state, incident, entry), type: `${entry.kind}_log_entry_reference` };
}

/** The incident is always a reference. Callers replace it for `include[]=incidents`. */
export function renderLogEntry(
  state: PagerDutyState,
  incident: Incident,
  entry: LogEntry,
  include: ReadonlySet<string>,
): object {
  const service = requireRecord(state.services, incident.serviceId);
  const team = requireRecord(state.teams, service.teamId);
  return {
    ...renderLogEntryIdentity(state, incident, entry),
    created_at: entry.at,
    agent: entry.by && renderAgent(state, entry.by),
    channel: renderChannel(state, entry, include.has('channels')),
    service: include.has('services') ? renderService(state, service, NO_INCLUDES) : renderReference('service', service),
    incident: renderIncidentReference(incident),
    teams: [include.has('teams') ? renderTeam(team) : renderReference('team', team)],
    contexts: [],
    ...(entry.note !== undefined && { note: entry.note }),
    ...(entry.description !== undefined && { event_details: { description: entry.description } }),
    ...renderKindFields(state, incident, entry),
  };
}

function renderLogEntryIdentity(state: PagerDutyState, incident: Incident, entry: LogEntry) {
  return {
    id: entry.id,
    type: `${entry.kind}_log_entry`,
    summary: summarizeLogEntry(state, entry),
    self: `${API_ORIGIN}/log_entries/${entry.id}?incident_id=${incident.id}`,
    html_url: `${WEB_ORIGIN}/incidents/${incident.id}/log_entries/${entry.id}`,
  };
}

/** Fields that depend on the entry's type (docs/upstream-quirks.md, "PagerDuty: log entries"). */
function renderKindFields(state: PagerDutyState, incident: Incident, { kind, userId, ...entry }: LogEntry): object {
  const userReference = userId === undefined ? undefined : renderReference('user', requireRecord(state.users, userId));
  switch (kind) {
    case 'assign':
    case 'escalate':
    case 'delegate':
      return { assignees: [userReference] };
    case 'notify':
      return { user: userReference };
    case 'acknowledge':
      return renderTimeout(requireRecord(state.services, incident.serviceId).acknowledgementTimeout);
    case 'snooze':
      return { changed_actions: [{ type: 'unacknowledge', at: entry.snoozedUntil }] };
    case 'field_value_change':
      return { changeset: entry.changes };
    default:
      return {};
  }
}

const TIMER_KINDS: ReadonlySet<LogEntryKind> = new Set(['escalate', 'unacknowledge', 'resolve', 'urgency_change']);

/** Renders only the type, unless `include[]=channels` requests more. */
function renderChannel(state: PagerDutyState, entry: LogEntry, isExpanded: boolean): object {
  const type = toChannelType(entry);
  if (!isExpanded) return { type };
  const { priorities } = entry;
  return {
    type,
    summary: entry.note ?? entry.description ?? summarizeLogEntry(state, entry),
    ...(priorities && { old_priority: priorities.old, new_priority: priorities.new }),
  };
}

function toChannelType({ kind, by }: LogEntry): string {
  if (kind === 'annotate') return 'note';
  if (by?.kind === 'user') return kind === 'trigger' ? 'web_trigger' : 'website';
  if (by?.kind === 'integration' || kind === 'trigger') return 'api';
  return TIMER_KINDS.has(kind) ? 'timeout' : 'auto';
}

/** Entries of a service without a timeout omit the field. */
function renderTimeout(minutes: number | null): object {
  return minutes === null ? {} : { acknowledgement_timeout: minutes };
}
