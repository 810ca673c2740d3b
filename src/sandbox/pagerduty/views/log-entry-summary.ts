import type { Agent, LogEntry } from '../state/incident-records.js';
import type { Named } from '../state/account-records.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';

/** PagerDuty's label of a log entry; the wording is the sandbox's own. */
export function logEntrySummary(state: PagerDutyState, entry: LogEntry): string {
  const who = entry.by === null ? 'PagerDuty' : nameOf(state, entry.by);
  const person = entry.userId === undefined ? 'nobody' : known(state.users, entry.userId).name;
  switch (entry.kind) {
    case 'trigger':
      return entry.description === undefined ? `Reopened by ${who}` : triggered(entry);
    case 'assign':
      return `Assigned to ${person}`;
    case 'notify':
      return `Notified ${person}`;
    case 'escalate':
      return `Escalated to ${person}`;
    case 'delegate':
      return `Delegated to ${person}`;
    case 'acknowledge':
      return `Acknowledged by ${who}`;
    case 'unacknowledge':
      return `Unacknowledged by ${who}`;
    case 'snooze':
      return `Snoozed by ${who} until ${entry.snoozedUntil}`;
    case 'annotate':
      return `Note added by ${who}`;
    case 'urgency_change':
      return `Urgency changed by ${who}`;
    case 'field_value_change':
      return (entry.changes ?? []).join('; ');
    default:
      return `Resolved by ${who}`;
  }
}

function triggered({ by }: LogEntry): string {
  return by?.kind === 'integration' ? 'Triggered through an integration' : 'Triggered through the API';
}

function nameOf(state: PagerDutyState, { kind, id }: Agent): string {
  const records = { user: state.users, service: state.services, integration: state.integrations };
  return known<Named>(records[kind], id).name;
}
