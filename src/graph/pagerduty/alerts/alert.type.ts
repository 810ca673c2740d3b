import { Field, ObjectType, registerEnumType } from 'type-graphql';
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
  description: 'Where an alert stands; alerts are never acknowledged.',
  valuesConfig: {
    TRIGGERED: { description: 'Its cause goes on.' },
    RESOLVED: { description: 'Its cause is gone.' },
    UNKNOWN: { description: 'A value newer than this gateway; as input it is refused.' },
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
  description: 'How bad the monitored thing is, as its monitor says.',
  valuesConfig: {
    CRITICAL: { description: 'It does not work.' },
    ERROR: { description: 'It works with errors.' },
    WARNING: { description: 'It may soon fail.' },
    INFO: { description: 'Nothing is wrong.' },
    UNKNOWN: { description: 'A value newer than this gateway; as input it is refused.' },
  },
});

@ObjectType({
  implements: Node,
  description:
    'Something that a monitor found wrong. Its global id holds the incident’s id too: PagerDuty reads an alert only through its incident.',
  simpleResolvers: true,
})
export class Alert extends Node {
  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'What is wrong, in one line.' })
  readonly summary!: string | null;

  @Field(() => AlertStatus, { description: 'Where it stands.' })
  readonly status!: AlertStatus;

  @Field(() => AlertSeverity, { nullable: true, description: 'How bad it is, where the monitor said so.' })
  readonly severity!: AlertSeverity | null;

  @Field(() => String, { nullable: true, description: 'De-duplication key of the events it is made of.' })
  readonly dedupKey!: string | null;

  @Field(() => DateTime, { description: 'When it was first triggered.' })
  readonly createdAt!: string;

  @Field(() => Json, { nullable: true, description: 'What the monitor sent along: an object, or text.' })
  readonly details!: unknown;
}

export const AlertConnection = createConnectionType(Alert, 'Alert', 'alerts');
