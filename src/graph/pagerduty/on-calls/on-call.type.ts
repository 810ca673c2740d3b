import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime, Uri } from '../../core/scalars.js';
import { PagerDutyUser } from '../users/user.type.js';

@ObjectType({ description: 'The schedule this shift comes from.', simpleResolvers: true })
export class Schedule {
  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the schedule.' })
  readonly name!: string | null;

  @Field(() => Uri, { nullable: true, description: 'URL of the schedule in PagerDuty.' })
  readonly url!: string | null;
}

@ObjectType({
  description:
    'An on-call shift. start and end are null for a user who is always on call. It does not implement Node, because PagerDuty assigns it no id.',
  simpleResolvers: true,
})
export class OnCall {
  @Field(() => PagerDutyUser, { nullable: true, description: 'User on call.' })
  readonly user!: PagerDutyUser | null;

  @Field(() => Int, { description: 'Escalation level, starting at 1. Level 1 is notified first.' })
  readonly level!: number;

  @Field(() => Schedule, {
    nullable: true,
    description: 'Schedule of the shift; null if the policy names the user directly.',
  })
  readonly schedule!: Schedule | null;

  @Field(() => DateTime, { nullable: true, description: 'Start of the shift.' })
  readonly start!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'End of the shift.' })
  readonly end!: string | null;
}
