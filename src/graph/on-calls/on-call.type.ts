import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime, Uri } from '../scalars.js';
import { PagerDutyUser } from '../users/user.type.js';

@ObjectType({ description: 'The rota a turn of duty comes from.', simpleResolvers: true })
export class Schedule {
  @Field({ description: 'PagerDuty’s own id.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'The schedule’s name.' })
  readonly name!: string | null;

  @Field(() => Uri, { nullable: true, description: 'The schedule’s page in PagerDuty.' })
  readonly url!: string | null;
}

@ObjectType({
  description: 'PagerDuty gives on-calls no id, so this is a value. start and end are null for someone always on call.',
  simpleResolvers: true,
})
export class OnCall {
  @Field(() => PagerDutyUser, { nullable: true, description: 'Who is on call.' })
  readonly user!: PagerDutyUser | null;

  @Field(() => Int, { description: 'Escalation level, from 1: who is notified first.' })
  readonly level!: number;

  @Field(() => Schedule, { nullable: true, description: 'Null for somebody the policy calls by name.' })
  readonly schedule!: Schedule | null;

  @Field(() => DateTime, { nullable: true, description: 'When the turn began.' })
  readonly start!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the turn ends.' })
  readonly end!: string | null;
}
