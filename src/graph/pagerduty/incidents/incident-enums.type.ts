import { registerEnumType } from 'type-graphql';
import { OUTPUT_ONLY_UNKNOWN_VALUE, UNKNOWN_VALUE } from '../../core/mapping/enum-value.js';

export enum IncidentStatus {
  TRIGGERED = 'triggered',
  ACKNOWLEDGED = 'acknowledged',
  RESOLVED = 'resolved',
  UNKNOWN = 'unknown',
}
registerEnumType(IncidentStatus, {
  name: 'IncidentStatus',
  description: 'Status of an incident.',
  valuesConfig: {
    TRIGGERED: { description: 'Open and not acknowledged: people are being notified.' },
    ACKNOWLEDGED: { description: 'Open, and somebody is working on it.' },
    RESOLVED: { description: 'Closed.' },
    UNKNOWN: OUTPUT_ONLY_UNKNOWN_VALUE,
  },
});

export enum Urgency {
  HIGH = 'high',
  LOW = 'low',
  UNKNOWN = 'unknown',
}
registerEnumType(Urgency, {
  name: 'Urgency',
  description: 'Notification urgency.',
  valuesConfig: {
    HIGH: { description: 'Requires an immediate response.' },
    LOW: { description: 'Can wait.' },
    UNKNOWN: OUTPUT_ONLY_UNKNOWN_VALUE,
  },
});

export enum PendingActionKind {
  ESCALATE = 'escalate',
  UNACKNOWLEDGE = 'unacknowledge',
  RESOLVE = 'resolve',
  URGENCY_CHANGE = 'urgency_change',
  UNKNOWN = 'unknown',
}
registerEnumType(PendingActionKind, {
  name: 'PendingActionKind',
  description: 'Kind of automatic action.',
  valuesConfig: {
    ESCALATE: { description: 'Notify the next level of the escalation policy.' },
    UNACKNOWLEDGE: { description: 'Return the incident to triggered, because a snooze or an acknowledgement ends.' },
    RESOLVE: { description: 'Resolve the incident.' },
    URGENCY_CHANGE: { description: 'Raise the urgency.' },
    UNKNOWN: UNKNOWN_VALUE,
  },
});
