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
  description: 'Result of createPagerDutyConnectToken.',
  simpleResolvers: true,
})
export class CreatePagerDutyConnectTokenPayload extends MutationPayload {
  @Field(() => String, {
    nullable: true,
    description: 'Connect token. Keep it secret: it allows its holder to connect a PagerDuty account.',
  })
  readonly token!: string | null;

  @Field(() => Uri, {
    nullable: true,
    description: 'URL where a person signs in to PagerDuty and picks services; null when not configured.',
  })
  readonly consentUrl!: string | null;

  @Field(() => [UpstreamMessage], { description: 'Messages in the Cloudflare response.' })
  readonly messages!: readonly UpstreamMessage[];
}

@ObjectType({ implements: MutationPayload, description: 'Result of connectPagerDuty.', simpleResolvers: true })
export class ConnectPagerDutyPayload extends MutationPayload {
  /** Set when the connection was created. */
  readonly accountContext?: CloudflareAccountContext;

  @Field(() => String, {
    nullable: true,
    description: 'Cloudflare id of the connection.',
  })
  readonly connectionId!: string | null;

  @Field(() => [UpstreamMessage], { description: 'Messages in the Cloudflare response.' })
  readonly messages!: readonly UpstreamMessage[];
}

@ObjectType({
  implements: MutationPayload,
  description: 'Result of deletePagerDutyDestinations.',
  simpleResolvers: true,
})
export class DeletePagerDutyDestinationsPayload extends MutationPayload {
  @Field(() => [ID], { description: 'Global ids of the deleted destinations; empty in a dry run and after an error.' })
  readonly deletedIds!: readonly string[];

  @Requires('DESTINATIONS_READ', 'NEVER')
  @Field(() => [AffectedPolicy], {
    nullable: true,
    description: 'Policies that lose a destination, read before the deletion. Requires DESTINATIONS_READ.',
  })
  readonly affectedPolicies!: readonly AffectedPolicy[] | null;

  @Requires('DESTINATIONS_READ', 'NEVER')
  @Field(() => [PagerDutyDestination], {
    nullable: true,
    description: 'Destinations after the mutation, for a new confirmation. Requires DESTINATIONS_READ.',
  })
  readonly destinations!: readonly PagerDutyDestination[] | null;

  @Field(() => [UpstreamMessage], { description: 'Messages in the Cloudflare response.' })
  readonly messages!: readonly UpstreamMessage[];
}
