import type { Agent, LogEntry } from '../state/incident-records.js';
import type { NamedRecord } from '../state/account-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';

/** The summary of a log entry. The wording is invented. */
export function summarizeLogEntry(state: PagerDutyState, entry: LogEntry): string {
  if (entry.changes) return entry.changes.join('; ');
  const agentName = entry.by === null ? 'PagerDuty' : findAgentName(state, entry.by);
  const userName = entry.userId === undefined ? 'nobody' : requireRecord(state.users, entry.userId).name;
  switch (entry.kind) {
    case 'trigger':
      return entry.description === undefined ? `Reopened by ${agentName}` : summarizeTrigger(entry);
    case 'assign':
      return `Assigned to ${userName}`;
    case 'notify':
      return `Notified ${userName}`;
    case 'escalate':
      return `Escalated to ${userName}`;
    case 'delegate':
      return `Delegated to ${userName}`;
    case 'acknowledge':
      return `Acknowledged by ${agentName}`;
    case 'unacknowledge':
      return `Unacknowledged by ${agentName}`;
    case 'snooze':
      return `Snoozed by ${agentName} until ${entry.snoozedUntil}`;
    case 'annotate':
      return `Note added by ${agentName}`;
    case 'priority_change':
      return `Priority changed from "${entry.priorities?.old ?? 'none'}" to "${entry.priorities?.new ?? 'none'}"`;
    case 'responder_request':
      return `Responders requested by ${agentName}`;
    case 'status_update':
      return `Status update added by ${agentName}`;
    case 'link':
      return `Alerts added by ${agentName}`;
    case 'unlink':
      return `Alerts removed by ${agentName}`;
    case 'urgency_change':
      return `Urgency changed by ${agentName}`;
    default:
      return `Resolved by ${agentName}`;
  }
}

function summarizeTrigger({ by }: LogEntry): string {
  return by?.kind === 'integration' ? 'Triggered through an integration' : 'Triggered through the API';
}

function findAgentName(state: PagerDutyState, { kind, id }: Agent): string {
  const records = { user: state.users, service: state.services, integration: state.integrations };
  return requireRecord<NamedRecord>(records[kind], id).name;
}
