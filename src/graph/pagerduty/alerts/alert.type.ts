import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { OUTPUT_ONLY_UNKNOWN_VALUE } from '../../core/mapping/enum-value.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import { Node } from '../../core/ids/node.type.js';
import { DateTime, Json } from '../../core/scalars.js';

export enum AlertStatus {
  TRIGGERED = 'triggered',
  RESOLVED = 'resolved',
  UNKNOWN = 'unknown',
}
registerEnumType(AlertStatus, {
  name: 'AlertStatus',
  description: 'Status of an alert. Alerts are never acknowledged.',
  valuesConfig: {
    TRIGGERED: { description: 'The underlying problem is still present.' },
    RESOLVED: { description: 'The underlying problem is gone.' },
    UNKNOWN: OUTPUT_ONLY_UNKNOWN_VALUE,
  },
});

export enum AlertSeverity {
  CRITICAL = 'critical',
  ERROR = 'error',
  WARNING = 'warning',
  INFO = 'info',
  UNKNOWN = 'unknown',
}
registerEnumType(AlertSeverity, {
  name: 'AlertSeverity',
  description: 'Severity of an alert, as reported by its monitor.',
  valuesConfig: {
    CRITICAL: { description: 'Not working.' },
    ERROR: { description: 'Working with errors.' },
    WARNING: { description: 'Likely to fail soon.' },
    INFO: { description: 'Not a problem.' },
    UNKNOWN: OUTPUT_ONLY_UNKNOWN_VALUE,
  },
});

@ObjectType({
  implements: Node,
  description:
    'A problem detected by a monitor. Its global id also contains the incident id, because PagerDuty reads an alert only through its incident.',
  simpleResolvers: true,
})
export class Alert extends Node {
  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'One-line summary of the problem.' })
  readonly summary!: string | null;

  @Field(() => AlertStatus, { description: 'Current status.' })
  readonly status!: AlertStatus;

  @Field(() => AlertSeverity, { nullable: true, description: 'Severity, if the monitor reported one.' })
  readonly severity!: AlertSeverity | null;

  @Field(() => String, { nullable: true, description: 'Dedup key of the events of this alert.' })
  readonly dedupKey!: string | null;

  @Field(() => DateTime, { description: 'Time of the first trigger.' })
  readonly createdAt!: string;

  @Field(() => Json, { nullable: true, description: 'Data sent by the monitor: an object or text.' })
  readonly details!: unknown;
}

export const AlertConnection = createConnectionType(Alert, 'Alert', 'alerts');
