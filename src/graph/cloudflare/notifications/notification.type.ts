import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { UNKNOWN_VALUE } from '../../core/mapping/enum-value.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { DateTime } from '../../core/scalars.js';

export enum DeliveryMechanism {
  EMAIL = 'email',
  PAGERDUTY = 'pagerduty',
  WEBHOOK = 'webhook',
  UNKNOWN = 'unknown',
}
registerEnumType(DeliveryMechanism, {
  name: 'DeliveryMechanism',
  description: 'Delivery mechanism of a Cloudflare alert.',
  valuesConfig: {
    EMAIL: { description: 'An e-mail.' },
    PAGERDUTY: { description: 'An event for a PagerDuty service.' },
    WEBHOOK: { description: 'An HTTP request to a webhook.' },
    UNKNOWN: UNKNOWN_VALUE,
  },
});

@ObjectType({
  description: 'Alert sent by Cloudflare. Not a Node, because Cloudflare cannot return a single notification.',
  simpleResolvers: true,
})
export class Notification {
  readonly accountContext!: CloudflareAccountContext;
  /** Cloudflare id of the policy that caused the notification. */
  readonly policyId!: string | null;

  @Field(() => ID, { description: 'Id, unique within the graph; not accepted by `node`.' })
  readonly id!: string;

  @Field({ description: 'Cloudflare id of the notification.' })
  readonly cloudflareId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the policy when the notification was sent.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Alert type of the policy; an open set.' })
  readonly alertType!: string | null;

  @Field(() => DeliveryMechanism, { description: 'Delivery mechanism of the notification.' })
  readonly mechanism!: DeliveryMechanism;

  @Field(() => String, {
    nullable: true,
    description: 'Recipient: an e-mail address, or the Cloudflare id of a destination.',
  })
  readonly target!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Content of the notification, often JSON as text. An upstream object is returned as its JSON text.',
  })
  readonly body!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Send time.' })
  readonly sentAt!: string | null;
}

export const NotificationConnection = createConnectionType(Notification, 'Notification', 'notifications');
