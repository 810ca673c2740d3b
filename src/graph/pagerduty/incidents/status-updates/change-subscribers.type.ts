import { Field, Int, ObjectType } from 'type-graphql';
import { MutationPayload, UserError } from '../../../core/errors/user-error.type.js';
import { ListSize } from '../../../core/limits/list-size.js';

@ObjectType({ description: 'Result for one subscriber.', simpleResolvers: true })
export class SubscriptionResult {
  @Field(() => Int, { description: 'Index in `subscribers` of the input, starting at 0.' })
  readonly index!: number;

  @Field({ description: 'False if it was already subscribed, or was not permitted.' })
  readonly changed!: boolean;

  @ListSize(0)
  @Field(() => [UserError], { description: 'Empty exactly if it is subscribed.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({
  implements: MutationPayload,
  description: 'Result of addStatusUpdateSubscribers.',
  simpleResolvers: true,
})
export class AddStatusUpdateSubscribersPayload extends MutationPayload {
  @Field(() => [SubscriptionResult], {
    description: 'One result per entry of `subscribers`, in its order; empty if the whole request was refused.',
  })
  readonly results!: readonly SubscriptionResult[];
}

@ObjectType({
  implements: MutationPayload,
  description:
    'Result of removeStatusUpdateSubscribers. PagerDuty returns counts only; a subscriber that it keeps is a NOT_PERMITTED user error.',
  simpleResolvers: true,
})
export class RemoveStatusUpdateSubscribersPayload extends MutationPayload {
  @Field(() => Int, {
    nullable: true,
    description: 'Number of removed subscribers; null if refused, and after a lost response.',
  })
  readonly removedCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of those who were not subscribed; null if refused, and after a lost response.',
  })
  readonly notSubscribedCount!: number | null;
}
