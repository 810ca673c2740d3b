import { Field, ID, InputType } from 'type-graphql';
import { EmailAddress } from '../../core/scalars.js';
import { CloudflareInput } from '../../core/accounts/cloudflare.input.js';

export const MAX_RECIPIENTS = 100;

export const MAX_FILTERS = 50;

/** Base of all inputs that change a policy. */
@InputType()
abstract class PolicyEditInput extends CloudflareInput {
  @Field(() => ID, { description: 'Id of the policy: a global id or a Cloudflare id, with or without dashes.' })
  readonly policy!: string;

  @Field({ defaultValue: false, description: 'Whether to return what would change without writing.' })
  readonly dryRun!: boolean;
}

@InputType({ description: 'Wanted values of one filter of a policy.' })
export class PolicyFilterInput {
  @Field({ description: 'Cloudflare filter key, e.g. zones; an open set.' })
  readonly key!: string;

  @Field(() => [String], { description: 'Wanted values, also numbers as text. An empty list removes the filter.' })
  readonly values!: readonly string[];
}

@InputType({ description: `A new policy. It needs at least one recipient, and at most ${MAX_RECIPIENTS}.` })
export class CreateNotificationPolicyInput extends CloudflareInput {
  @Field({ description: 'Name; several policies may have the same.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Description.' })
  readonly description?: string | null;

  @Field({ description: 'A `type` of `alertTypes` of the account, e.g. http_alert_origin_error.' })
  readonly alertType!: string;

  @Field({ defaultValue: true, description: 'Whether the policy shall be enabled.' })
  readonly enabled!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Minimum interval between two alerts, e.g. 30m. Not every alert type has one.',
  })
  readonly alertInterval?: string | null;

  @Field(() => [PolicyFilterInput], {
    nullable: true,
    description: `Filters, at most ${MAX_FILTERS}. \`alertTypes\` lists which ones the alert type takes and needs; others are refused.`,
  })
  readonly filters?: readonly PolicyFilterInput[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Ids of PagerDuty destinations of the account: global ids or Cloudflare ids, with or without dashes.',
  })
  readonly pagerDutyDestinations?: readonly string[] | null;

  @Field(() => [EmailAddress], {
    nullable: true,
    description: 'E-mail recipients. Cloudflare accepts any address, not only those of members.',
  })
  readonly emails?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Cloudflare ids of webhook destinations of the account, with or without dashes.',
  })
  readonly webhookIds?: readonly string[] | null;

  @Field({ defaultValue: false, description: 'Whether to return what would be created without writing.' })
  readonly dryRun!: boolean;
}

@InputType({ description: 'A policy, and the members that shall change. Omitted members stay as they are.' })
export class UpdateNotificationPolicyInput extends PolicyEditInput {
  @Field(() => String, { nullable: true, description: 'New name.' })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: 'New description; an empty one removes it.' })
  readonly description?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the policy shall be enabled.' })
  readonly enabled?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'New minimum interval between two alerts, e.g. 30m. Not every alert type has one.',
  })
  readonly alertInterval?: string | null;

  @Field(() => [PolicyFilterInput], {
    nullable: true,
    description: `Filters to change, each with all its values; at most ${MAX_FILTERS}. Filters that are not named stay as they are. A filter that the alert type does not take is refused, unless the policy has it.`,
  })
  readonly filters?: readonly PolicyFilterInput[] | null;
}

@InputType({ description: 'A PagerDuty destination, and the policy that shall deliver to it.' })
export class AttachDestinationInput extends PolicyEditInput {
  @Field(() => ID, {
    description: 'Id of a destination of the account: a global id or a Cloudflare id, with or without dashes.',
  })
  readonly destination!: string;
}

@InputType({ description: 'A PagerDuty destination, and the policy that shall no longer deliver to it.' })
export class DetachDestinationInput extends PolicyEditInput {
  @Field(() => ID, {
    description:
      'Id of the destination: a global id or a Cloudflare id, with or without dashes. It may be deleted already.',
  })
  readonly destination!: string;

  @Field({
    defaultValue: false,
    description:
      'Whether to detach also the last PagerDuty destination of a policy that has other recipients left. Deleted destinations do not count. The last recipient of all is never detached, because Cloudflare accepts no policy without one.',
  })
  readonly allowLastDestination!: boolean;
}

@InputType({ description: 'The policy to delete.' })
export class DeleteNotificationPolicyInput extends PolicyEditInput {}
