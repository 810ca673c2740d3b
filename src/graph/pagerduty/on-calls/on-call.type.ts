import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime, Uri } from '../../core/scalars.js';
import { PagerDutyUser } from '../users/user.type.js';

@ObjectType({ description: 'The rota a turn of duty comes from.', simpleResolvers: true })
export class Schedule {
  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'The schedule’s name.' })
  readonly name!: string | null;

  @Field(() => Uri, { nullable: true, description: 'The schedule’s page in PagerDuty.' })
  readonly url!: string | null;
}

@ObjectType({
  description:
    'Somebody’s turn of duty; start and end are null for someone always on call. PagerDuty gives it no id, so it is no Node.',
  simpleResolvers: true,
})
export class OnCall {
  @Field(() => PagerDutyUser, { nullable: true, description: 'Who is on call.' })
  readonly user!: PagerDutyUser | null;

  @Field(() => Int, { description: 'Escalation level, from 1: who is notified first.' })
  readonly level!: number;

  @Field(() => Schedule, {
    nullable: true,
    description: 'The rota the turn comes from; null for somebody the policy calls by name.',
  })
  readonly schedule!: Schedule | null;

  @Field(() => DateTime, { nullable: true, description: 'When the turn began.' })
  readonly start!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the turn ends.' })
  readonly end!: string | null;
}
