import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
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
  description: 'How Cloudflare delivers an alert.',
  valuesConfig: {
    EMAIL: { description: 'An e-mail.' },
    PAGERDUTY: { description: 'An event for a PagerDuty service.' },
    WEBHOOK: { description: 'An HTTP request to a webhook.' },
    UNKNOWN: { description: 'A value newer than this gateway.' },
  },
});

@ObjectType({
  description:
    'An alert that Cloudflare sent to somebody. Cloudflare offers no read of a single one, so it is no Node.',
  simpleResolvers: true,
})
export class Notification {
  readonly accountContext!: CloudflareAccountContext;
  /** Cloudflare's id of the policy that caused it. */
  readonly policyId!: string | null;

  @Field(() => ID, { description: 'Tells it apart within the whole graph; nothing can be read by it.' })
  readonly id!: string;

  @Field({ description: 'Cloudflare’s own id.' })
  readonly cloudflareId!: string;

  @Field(() => String, { nullable: true, description: 'The policy’s name at that time.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'The policy’s alert type; an open set.' })
  readonly alertType!: string | null;

  @Field(() => DeliveryMechanism, { description: 'How it was sent.' })
  readonly mechanism!: DeliveryMechanism;

  @Field(() => String, {
    nullable: true,
    description: 'To whom: an e-mail address, or Cloudflare’s id of a destination.',
  })
  readonly target!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was sent, often JSON as text. An object upstream is given as its JSON text.',
  })
  readonly body!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was sent.' })
  readonly sentAt!: string | null;
}

export const NotificationConnection = createConnectionType(Notification, 'Notification', 'notifications');
