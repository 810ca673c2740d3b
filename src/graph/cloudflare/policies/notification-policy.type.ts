import { Field, ObjectType } from 'type-graphql';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';
import { DateTime, Json } from '../../core/scalars.js';

@ObjectType({
  implements: Node,
  description: 'A Cloudflare notification policy: which alerts are sent to whom.',
  simpleResolvers: true,
})
export class NotificationPolicy extends Node {
  readonly accountContext!: CloudflareAccountContext;
  /** Cloudflare's ids of its PagerDuty destinations. */
  readonly destinationIds!: readonly string[];

  @Field({ description: 'Cloudflare’s own id.' })
  readonly cloudflareId!: string;

  @Field(() => String, { nullable: true, description: 'The policy’s name.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for, in its owners’ words.' })
  readonly description!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it delivers anything now.' })
  readonly enabled!: boolean | null;

  @Field({
    description:
      'What it alerts about. An open set: Cloudflare adds alert types often, so this is text and not an enum.',
  })
  readonly alertType!: string;

  @Field(() => String, { nullable: true, description: 'How long until it may alert again, e.g. 30m.' })
  readonly alertInterval!: string | null;

  @Field(() => Json, {
    nullable: true,
    description: 'What the alert is narrowed to (zones, pools, statuses …), by Cloudflare’s filter key.',
  })
  readonly filters!: Readonly<Record<string, unknown>> | null;

  @Field(() => [String], { description: 'E-mail addresses it delivers to, sorted.' })
  readonly emails!: readonly string[];

  @Field(() => [String], { description: 'Cloudflare’s ids of the webhooks it delivers to, sorted.' })
  readonly webhookIds!: readonly string[];

  @Field(() => DateTime, { nullable: true, description: 'When it was made.' })
  readonly createdAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last changed.' })
  readonly modifiedAt!: string | null;
}

@ObjectType({
  description: 'A policy that loses a destination when all PagerDuty destinations go.',
  simpleResolvers: true,
})
export class AffectedPolicy {
  @Field(() => NotificationPolicy, { description: 'The policy.' })
  readonly policy!: NotificationPolicy;

  @Field({ description: 'Whether nothing is left for it to deliver to: its alerts would reach nobody.' })
  readonly losesLastDestination!: boolean;
}

export const NotificationPolicyConnection = createConnectionType(NotificationPolicy, 'NotificationPolicy', 'policies');
