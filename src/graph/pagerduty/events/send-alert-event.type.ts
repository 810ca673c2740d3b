import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../core/errors/user-error.type.js';

@ObjectType({ description: 'What was changed in an event so that PagerDuty takes it.', simpleResolvers: true })
export class AlertEventAdjustment {
  @Field(() => [String], {
    description: 'Path inside the arguments, e.g. ["input", "event", "trigger", "summary"].',
  })
  readonly field!: readonly string[];

  @Field({ description: 'One English sentence, safe to show.' })
  readonly message!: string;
}

@ObjectType({ implements: MutationPayload, description: 'What became of sendAlertEvent.', simpleResolvers: true })
export class SendAlertEventPayload extends MutationPayload {
  @Field({
    description: 'Whether PagerDuty took the event. Whether it makes an incident is decided later and not told here.',
  })
  readonly accepted!: boolean;

  @Field(() => String, { nullable: true, description: 'The key of its alert, to be used again; null when refused.' })
  readonly dedupKey!: string | null;

  @Field(() => [AlertEventAdjustment], {
    description: 'What was changed before it was sent; empty unless onTooLong is ADJUST, and then when all fitted.',
  })
  readonly adjustments!: readonly AlertEventAdjustment[];
}
