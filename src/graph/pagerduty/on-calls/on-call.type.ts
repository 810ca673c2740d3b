import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../core/scalars.js';
import { EscalationPolicy } from '../escalation-policies/escalation-policy.type.js';
import { Schedule } from '../schedules/schedule.type.js';
import { PagerDutyUser } from '../users/user.type.js';

@ObjectType({
  description:
    'An on-call shift. start and end are null for a user who is always on call. It does not implement Node, because PagerDuty assigns it no id.',
  simpleResolvers: true,
})
export class OnCall {
  @Field(() => PagerDutyUser, { nullable: true, description: 'User on call.' })
  readonly user!: PagerDutyUser | null;

  @Field(() => EscalationPolicy, { nullable: true, description: 'Escalation policy of the shift.' })
  readonly escalationPolicy!: EscalationPolicy | null;

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
