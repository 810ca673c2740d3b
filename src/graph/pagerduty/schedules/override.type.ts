import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../core/scalars.js';
import { PagerDutyUser } from '../users/user.type.js';

@ObjectType({
  description:
    'A period in which a user takes over the shifts of a schedule. Of several at one time the last one created applies.',
  simpleResolvers: true,
})
export class ScheduleOverride {
  @Field(() => ID, {
    nullable: true,
    description:
      'Global id, for deleteScheduleOverride. Null when PagerDuty returns none, as for overrides that have begun.',
  })
  readonly id!: string | null;

  @Field(() => String, { nullable: true, description: 'PagerDuty’s own id, e.g. PT4KHLK; null as `id`.' })
  readonly pagerDutyId!: string | null;

  @Field(() => PagerDutyUser, { nullable: true, description: 'User who is on call instead.' })
  readonly user!: PagerDutyUser | null;

  @Field(() => DateTime, { description: 'Start of the override.' })
  readonly start!: string;

  @Field(() => DateTime, { description: 'End of the override.' })
  readonly end!: string;
}
