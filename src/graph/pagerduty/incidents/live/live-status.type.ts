import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { FeedStatus } from '../../../../feed/incident-feed.js';
import { DateTime } from '../../../core/scalars.js';

export enum EventSource {
  WEBHOOK = 'WEBHOOK',
  POLL = 'POLL',
  GATEWAY = 'GATEWAY',
}
registerEnumType(EventSource, {
  name: 'EventSource',
  description: 'Way by which an event reached this gateway.',
  valuesConfig: {
    WEBHOOK: { description: 'A webhook of PagerDuty.' },
    POLL: { description: 'A regular read of PagerDuty’s log entries and open incidents.' },
    GATEWAY: { description: 'A mutation that this gateway sent.' },
  },
});

@ObjectType({
  description: 'State of PagerDuty’s webhook subscription for this gateway.',
  simpleResolvers: true,
})
export class WebhookStatus {
  @Field({ description: 'PagerDuty id of the webhook subscription.' })
  readonly pagerDutyId!: string;

  @Field({ description: 'Whether PagerDuty sends events.' })
  readonly isActive!: boolean;

  @Field({ description: 'Whether PagerDuty stopped sending for 24 hours, because deliveries failed.' })
  readonly isTemporarilyDisabled!: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time at which the last webhook reached this process, also through another replica; null before the first one.',
  })
  readonly lastDeliveryAt!: string | null;
}

@ObjectType({
  description: 'Freshness of what this gateway knows about the incidents of an account.',
  simpleResolvers: true,
})
export class LiveStatus implements FeedStatus {
  @Field(() => EventSource, {
    nullable: true,
    description:
      'WEBHOOK or POLL; null while the feed is stopped, which it is from 60 s after the last subscription to the next.',
  })
  readonly source!: FeedStatus['source'];

  @Field(() => DateTime, { nullable: true, description: 'Time of the last event of the account.' })
  readonly lastEventAt!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Maximum number of seconds by which the feed may be behind PagerDuty’s log entries; null while it is stopped or has read nothing. A change without a log entry, such as a new title, may take 60 s or more.',
  })
  readonly maxLagSeconds!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time since which this replica cannot read PagerDuty’s log entries; null if its last read succeeded, or another replica reads them.',
  })
  readonly failingSince!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether all replicas of the gateway report the same events. False while Redis is unavailable: this replica then polls less often and knows only its own webhooks and mutations. Null without Redis.',
  })
  readonly isShared!: boolean | null;

  @Field(() => WebhookStatus, {
    nullable: true,
    description: 'PagerDuty’s webhook subscription for this gateway; null without one, or if it may not be read.',
  })
  readonly webhook!: FeedStatus['webhook'];
}
