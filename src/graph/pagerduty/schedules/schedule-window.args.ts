import { ArgsType, Field } from 'type-graphql';
import { DateTime } from '../../core/scalars.js';
import { DEFAULT_WINDOW_DAYS, MAX_WINDOW_DAYS } from '../../core/input/on-call-window.js';

@ArgsType()
export class ScheduleWindowArgs {
  @Field(() => DateTime, { nullable: true, description: 'Start of the window; now when omitted.' })
  readonly since?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: `End of the window, at most ${MAX_WINDOW_DAYS} days after its start; ${DEFAULT_WINDOW_DAYS} days after it when omitted.`,
  })
  readonly until?: Date | null;
}
