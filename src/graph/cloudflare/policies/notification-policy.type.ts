import { Field, ObjectType } from 'type-graphql';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';
import { DateTime, Json } from '../../core/scalars.js';

@ObjectType({
  implements: Node,
  description: 'Cloudflare notification policy: which alerts are sent to which destinations.',
  simpleResolvers: true,
})
export class NotificationPolicy extends Node {
  readonly accountContext!: CloudflareAccountContext;
  /** Cloudflare ids of the PagerDuty destinations of the policy. */
  readonly destinationIds!: readonly string[];

  @Field({ description: 'Cloudflare id of the policy.' })
  readonly cloudflareId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the policy.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Description of the policy.' })
  readonly description!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the policy is enabled.' })
  readonly enabled!: boolean | null;

  @Field({
    description: 'Cloudflare alert type. A string and not an enum, because Cloudflare adds alert types often.',
  })
  readonly alertType!: string;

  @Field(() => String, { nullable: true, description: 'Minimum interval between two alerts, e.g. 30m.' })
  readonly alertInterval!: string | null;

  @Field(() => Json, {
    nullable: true,
    description: 'Alert filters (zones, pools, statuses …), by Cloudflare filter key.',
  })
  readonly filters!: Readonly<Record<string, unknown>> | null;

  @Field(() => [String], { description: 'E-mail recipients, sorted.' })
  readonly emails!: readonly string[];

  @Field(() => [String], { description: 'Cloudflare ids of the webhook destinations, sorted.' })
  readonly webhookIds!: readonly string[];

  @Field(() => DateTime, { nullable: true, description: 'Creation time.' })
  readonly createdAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of the last change.' })
  readonly modifiedAt!: string | null;
}

@ObjectType({
  description: 'Policy that loses a destination when all PagerDuty destinations are deleted.',
  simpleResolvers: true,
})
export class AffectedPolicy {
  @Field(() => NotificationPolicy, { description: 'The policy.' })
  readonly policy!: NotificationPolicy;

  @Field({ description: 'Whether the policy has no other destination left: its alerts would not be delivered.' })
  readonly losesLastDestination!: boolean;
}

export const NotificationPolicyConnection = createConnectionType(
  NotificationPolicy,
  'NotificationPolicy',
  'notification policies',
);
