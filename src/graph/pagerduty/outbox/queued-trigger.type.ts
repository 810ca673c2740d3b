import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { PagerDutyAccountContext } from '../../core/context.js';
import type { QueuedLabel } from '../../core/outbox/account-outbox.js';
import { DateTime } from '../../core/scalars.js';
import { SETTLED_TTL_MS } from '../../../store/outbox.js';

export enum QueuedTriggerState {
  WAITING = 'WAITING',
  DELIVERED = 'DELIVERED',
  CANCELLED = 'CANCELLED',
  EXPIRED = 'EXPIRED',
  REFUSED = 'REFUSED',
}
registerEnumType(QueuedTriggerState, {
  name: 'QueuedTriggerState',
  description: 'State of a queued trigger.',
  valuesConfig: {
    WAITING: { description: 'PagerDuty is not known to have it.' },
    DELIVERED: { description: 'PagerDuty accepted it.' },
    CANCELLED: { description: 'A resolve of the same dedup key came before it was sent. Nobody was paged.' },
    EXPIRED: { description: 'PagerDuty was not available in time. It is not sent any more.' },
    REFUSED: { description: 'PagerDuty refused it when it was delivered.' },
  },
});

export enum QueuedKind {
  INCIDENT = 'INCIDENT',
  ALERT_EVENT = 'ALERT_EVENT',
}
registerEnumType(QueuedKind, {
  name: 'QueuedKind',
  description: 'Mutation that queued it.',
  valuesConfig: {
    INCIDENT: { description: 'triggerIncident.' },
    ALERT_EVENT: { description: 'sendAlertEvent.' },
  },
});

export enum QueuedAction {
  TRIGGER = 'TRIGGER',
  ACKNOWLEDGE = 'ACKNOWLEDGE',
  RESOLVE = 'RESOLVE',
}
registerEnumType(QueuedAction, {
  name: 'QueuedAction',
  description: 'Change that is delivered.',
  valuesConfig: {
    TRIGGER: { description: 'A new incident, or an alert that is new or still present.' },
    ACKNOWLEDGE: { description: 'An alert that somebody works on.' },
    RESOLVE: { description: 'The end of an alert. It follows a trigger that may have been sent.' },
  },
});

@ObjectType({
  description: `A trigger or alert event that waits for PagerDuty, or waited for it until up to ${SETTLED_TTL_MS / 3_600_000} hours ago.`,
  simpleResolvers: true,
})
export class QueuedTrigger {
  readonly accountContext!: PagerDutyAccountContext;
  /** PagerDuty id of the incident that it became. */
  readonly incidentId!: string | undefined;

  @Field(() => ID, { description: 'Id for queuedTrigger.' })
  readonly id!: string;

  @Field(() => QueuedKind, { description: 'Mutation that queued it.' })
  readonly kind!: QueuedLabel['kind'];

  @Field(() => QueuedAction, { description: 'Change that is delivered.' })
  readonly action!: QueuedLabel['action'];

  @Field({ description: 'Dedup key with which it is delivered.' })
  readonly dedupKey!: string;

  @Field(() => String, { nullable: true, description: 'Title or summary; null unless it is a trigger.' })
  readonly title!: string | null;

  @Field(() => QueuedTriggerState, { description: 'State.' })
  readonly state!: keyof typeof QueuedTriggerState;

  @Field({
    description:
      'Whether an attempt may have reached PagerDuty. The gateway then checks by the dedup key before it delivers, and a resolve follows instead of cancelling.',
  })
  readonly mayHaveBeenSent!: boolean;

  @Field(() => DateTime, { description: 'Time at which it was stored.' })
  readonly queuedAt!: Date;

  @Field(() => DateTime, { description: 'Time after which no new attempt begins.' })
  readonly expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Time of its end; null while it waits.' })
  readonly settledAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason of a refusal or expiry: English sentences that can be shown to users.',
  })
  readonly reason!: string | null;
}
