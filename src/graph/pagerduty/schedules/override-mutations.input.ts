import { Field, ID, InputType } from 'type-graphql';
import { AccountField } from '../../core/accounts/account-arg.js';
import { DateTime } from '../../core/scalars.js';
import { UserRef } from '../users/user.ref.js';
import { MAX_LEAD_DAYS, MAX_OVERRIDE_DAYS } from './override-times.js';
import { MAX_SHIFT_DAYS } from './read-shifts.js';
import { ScheduleRef } from './schedule.ref.js';

/** Base of the inputs about overrides of a schedule. */
@InputType()
abstract class OverrideInput {
  @AccountField('PAGERDUTY')
  readonly account?: string | null;

  @Field(() => ScheduleRef, { description: 'Schedule of the override.' })
  readonly schedule!: ScheduleRef;
}

@InputType({ description: 'A user, and the period in which the user takes over a schedule.' })
export class CreateScheduleOverrideInput extends OverrideInput {
  @Field(() => UserRef, { description: 'User who is on call instead.' })
  readonly user!: UserRef;

  @Field(() => DateTime, {
    nullable: true,
    description: `Start of the override, at most ${MAX_LEAD_DAYS} days ahead; now when omitted. A past start is refused.`,
  })
  readonly start?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: `End of the override, at most ${MAX_OVERRIDE_DAYS} days after its start. Omit it for the end of the shift that runs at the start, at most ${MAX_SHIFT_DAYS} days after it.`,
  })
  readonly end?: Date | null;

  @Field({
    defaultValue: false,
    description:
      'Whether to create the override on top of existing ones, which it then replaces for its period. Without it, an overlap is CONFIRMATION_REQUIRED.',
  })
  readonly allowOverlap!: boolean;

  @Field({ defaultValue: false, description: 'Whether to return what it would overlap and replace without writing.' })
  readonly dryRun!: boolean;
}

@InputType({ description: 'The override to delete, and its schedule.' })
export class DeleteScheduleOverrideInput extends OverrideInput {
  @Field(() => ID, { description: 'Id of the override: a global id or a PagerDuty id.' })
  readonly override!: string;
}
