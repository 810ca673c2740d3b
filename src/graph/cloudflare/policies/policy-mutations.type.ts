import { Field, ID, ObjectType } from 'type-graphql';
import { Requires } from '../../core/auth/requires-scope.js';
import { MutationPayload } from '../../core/errors/user-error.type.js';
import { Json } from '../../core/scalars.js';
import { NotificationPolicy } from './notification-policy.type.js';

@ObjectType({ description: 'One member of a policy that a mutation changes.', simpleResolvers: true })
export class PolicyDifference {
  @Field({ description: 'Path of the member in Cloudflare’s terms, e.g. mechanisms.pagerduty or filters.zones.' })
  readonly path!: string;

  @Field(() => Json, { nullable: true, description: 'Value before the mutation; null when absent.' })
  readonly before!: unknown;

  @Field(() => Json, { nullable: true, description: 'Value after the mutation; null when absent.' })
  readonly after!: unknown;
}

/** Base of the payloads of all changes of a policy. */
@ObjectType({ simpleResolvers: true })
export abstract class PolicyEditPayload extends MutationPayload {
  @Field({ description: 'False in a dry run, if refused, and if the policy already was as requested.' })
  readonly changed!: boolean;

  @Requires('DESTINATIONS_READ', 'NEVER')
  @Field(() => NotificationPolicy, {
    nullable: true,
    description:
      'The policy after the mutation, unchanged in a dry run; null if refused, or if somebody deleted it meanwhile. Requires DESTINATIONS_READ.',
  })
  readonly policy!: NotificationPolicy | null;

  @Requires('DESTINATIONS_READ', 'NEVER')
  @Field(() => [PolicyDifference], {
    nullable: true,
    description: 'Members that the mutation changed, or would change; null if refused. Requires DESTINATIONS_READ.',
  })
  readonly differences!: readonly PolicyDifference[] | null;
}

@ObjectType({ implements: MutationPayload, description: 'Result of attachDestination.', simpleResolvers: true })
export class AttachDestinationPayload extends PolicyEditPayload {}

@ObjectType({ implements: MutationPayload, description: 'Result of detachDestination.', simpleResolvers: true })
export class DetachDestinationPayload extends PolicyEditPayload {}

@ObjectType({ implements: MutationPayload, description: 'Result of updateNotificationPolicy.', simpleResolvers: true })
export class UpdateNotificationPolicyPayload extends PolicyEditPayload {}

@ObjectType({ implements: MutationPayload, description: 'Result of createNotificationPolicy.', simpleResolvers: true })
export class CreateNotificationPolicyPayload extends MutationPayload {
  @Field({ description: 'False in a dry run, if refused, and if an equal policy exists, which is returned then.' })
  readonly created!: boolean;

  @Requires('DESTINATIONS_READ', 'NEVER')
  @Field(() => NotificationPolicy, {
    nullable: true,
    description:
      'The created policy, or an equal one that exists; null if refused, and in a dry run that finds no equal one. Requires DESTINATIONS_READ.',
  })
  readonly policy!: NotificationPolicy | null;

  @Requires('DESTINATIONS_READ', 'NEVER')
  @Field(() => [PolicyDifference], {
    nullable: true,
    description:
      'Members that the mutation set, or would set; empty if an equal policy exists, null if refused. Requires DESTINATIONS_READ.',
  })
  readonly differences!: readonly PolicyDifference[] | null;
}

@ObjectType({ implements: MutationPayload, description: 'Result of deleteNotificationPolicy.', simpleResolvers: true })
export class DeleteNotificationPolicyPayload extends MutationPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'Global id of the deleted policy; null in a dry run and if refused.',
  })
  readonly deletedId!: string | null;

  @Requires('DESTINATIONS_READ', 'NEVER')
  @Field(() => NotificationPolicy, {
    nullable: true,
    description: 'The policy before the deletion; null if refused. Requires DESTINATIONS_READ.',
  })
  readonly policy!: NotificationPolicy | null;
}
