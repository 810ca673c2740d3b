import { registerEnumType } from 'type-graphql';

const UNKNOWN_VALUE = { description: 'A value newer than this gateway; as input it is refused.' };

export enum IncidentStatus {
  TRIGGERED = 'triggered',
  ACKNOWLEDGED = 'acknowledged',
  RESOLVED = 'resolved',
  UNKNOWN = 'unknown',
}
registerEnumType(IncidentStatus, {
  name: 'IncidentStatus',
  description: 'Where an incident stands.',
  valuesConfig: {
    TRIGGERED: { description: 'Open, and nobody has taken it: people are being notified.' },
    ACKNOWLEDGED: { description: 'Open, and somebody works on it.' },
    RESOLVED: { description: 'Over.' },
    UNKNOWN: UNKNOWN_VALUE,
  },
});

export enum Urgency {
  HIGH = 'high',
  LOW = 'low',
  UNKNOWN = 'unknown',
}
registerEnumType(Urgency, {
  name: 'Urgency',
  description: 'How loudly people are notified.',
  valuesConfig: {
    HIGH: { description: 'Wakes people up.' },
    LOW: { description: 'Can wait.' },
    UNKNOWN: UNKNOWN_VALUE,
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
  description: 'What PagerDuty will do by itself.',
  valuesConfig: {
    ESCALATE: { description: 'Notify the next level of the escalation policy.' },
    UNACKNOWLEDGE: { description: 'Put the incident back to triggered: a snooze or an acknowledgement ends.' },
    RESOLVE: { description: 'Resolve the incident.' },
    URGENCY_CHANGE: { description: 'Raise the urgency.' },
    UNKNOWN: { description: 'A value newer than this gateway.' },
  },
});
