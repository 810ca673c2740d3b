import { Field, ID, ObjectType } from 'type-graphql';
import type { CloudflareAccountContext } from '../../core/context.js';
import { AffectedPolicy } from '../policies/notification-policy.type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { Uri } from '../../core/scalars.js';
import { UpstreamMessage } from '../../core/errors/upstream-fault.type.js';
import { MutationPayload } from '../../core/errors/user-error.type.js';
import { PagerDutyDestination } from './destination.type.js';

@ObjectType({
  implements: MutationPayload,
  description: 'What became of createPagerDutyConnectToken.',
  simpleResolvers: true,
})
export class CreatePagerDutyConnectTokenPayload extends MutationPayload {
  @Field(() => String, {
    nullable: true,
    description: 'A secret: whoever holds it can link a PagerDuty account.',
  })
  readonly token!: string | null;

  @Field(() => Uri, {
    nullable: true,
    description: 'Where a person signs in to PagerDuty and picks services; null when not configured.',
  })
  readonly consentUrl!: string | null;

  @Field(() => [UpstreamMessage], { description: 'What Cloudflare said beside its answer.' })
  readonly messages!: readonly UpstreamMessage[];
}

@ObjectType({ implements: MutationPayload, description: 'What became of connectPagerDuty.', simpleResolvers: true })
export class ConnectPagerDutyPayload extends MutationPayload {
  /** Set when the link was made. */
  readonly accountContext?: CloudflareAccountContext;

  @Field(() => String, {
    nullable: true,
    description: 'The id Cloudflare returns for the link.',
  })
  readonly connectionId!: string | null;

  @Field(() => [UpstreamMessage], { description: 'What Cloudflare said beside its answer.' })
  readonly messages!: readonly UpstreamMessage[];
}

@ObjectType({
  implements: MutationPayload,
  description: 'What became of deletePagerDutyDestinations.',
  simpleResolvers: true,
})
export class DeletePagerDutyDestinationsPayload extends MutationPayload {
  @Field(() => [ID], { description: 'Global ids; empty in a dry run and when refused.' })
  readonly deletedIds!: readonly string[];

  @Requires('DESTINATIONS_READ', 'NEVER')
  @Field(() => [AffectedPolicy], {
    nullable: true,
    description:
      'Policies that lose a destination, and whether it was their last; read before the deletion. Needs DESTINATIONS_READ.',
  })
  readonly affectedPolicies!: readonly AffectedPolicy[] | null;

  @Requires('DESTINATIONS_READ', 'NEVER')
  @Field(() => [PagerDutyDestination], {
    nullable: true,
    description: 'What is there now; lets a refused caller confirm again. Needs DESTINATIONS_READ.',
  })
  readonly destinations!: readonly PagerDutyDestination[] | null;

  @Field(() => [UpstreamMessage], { description: 'What Cloudflare said beside its answer.' })
  readonly messages!: readonly UpstreamMessage[];
}
