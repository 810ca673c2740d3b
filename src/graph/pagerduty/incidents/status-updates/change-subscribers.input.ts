import { Directive, Field, InputType } from 'type-graphql';
import { TeamRef } from '../../teams/team.ref.js';
import { UserRef } from '../../users/user.ref.js';
import { ActorlessIncidentInput } from '../mutation.input.js';

/** Of one call; PagerDuty accepts 25 000 subscribers per incident. */
export const MAX_SUBSCRIBERS = 100;

@Directive('@oneOf')
@InputType({ description: 'A subscriber: a user or a team.' })
export class SubscriberRef {
  @Field(() => UserRef, { nullable: true, description: 'One user.' })
  readonly user?: UserRef | null;

  @Field(() => TeamRef, { nullable: true, description: 'All users of a team.' })
  readonly team?: TeamRef | null;
}

@InputType()
export abstract class ChangeSubscribersInput extends ActorlessIncidentInput {
  @Field(() => [SubscriberRef], { description: `Users and teams, each once: 1 to ${MAX_SUBSCRIBERS}.` })
  readonly subscribers!: readonly SubscriberRef[];
}

@InputType({ description: 'Input of addStatusUpdateSubscribers.' })
export class AddStatusUpdateSubscribersInput extends ChangeSubscribersInput {}

@InputType({ description: 'Input of removeStatusUpdateSubscribers.' })
export class RemoveStatusUpdateSubscribersInput extends ChangeSubscribersInput {}
