import { ArgsType, Field } from 'type-graphql';
import { DateTime } from '../../core/scalars.js';
import { EscalationPolicyRef } from '../escalation-policies/escalation-policy.ref.js';
import { MAX_WINDOW_DAYS } from '../../core/input/on-call-window.js';
import { ScheduleRef } from '../schedules/schedule.ref.js';

/** Maximum of each filter: all ids are in one URL. */
export const MAX_ON_CALL_REFS = 50;

@ArgsType()
export class OnCallArgs {
  @Field(() => DateTime, { nullable: true, description: 'Start of the window; now when omitted.' })
  readonly since?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: `End of the window, at most ${MAX_WINDOW_DAYS} days after its start and ${MAX_WINDOW_DAYS} days ahead. Without it, the on-calls at the start.`,
  })
  readonly until?: Date | null;

  @Field(() => [EscalationPolicyRef], {
    nullable: true,
    description: `Only on-calls of these escalation policies; at most ${MAX_ON_CALL_REFS}.`,
  })
  readonly escalationPolicies?: readonly EscalationPolicyRef[] | null;

  @Field(() => [ScheduleRef], {
    nullable: true,
    description: `Only on-calls by these schedules; at most ${MAX_ON_CALL_REFS}.`,
  })
  readonly schedules?: readonly ScheduleRef[] | null;
}
