import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../core/errors/user-error.type.js';
import { QueuedTrigger } from '../outbox/queued-trigger.type.js';

@ObjectType({
  description: 'A change that the gateway made to an event so that PagerDuty accepts it.',
  simpleResolvers: true,
})
export class AlertEventAdjustment {
  @Field(() => [String], {
    description: 'Path inside the arguments, e.g. ["input", "event", "trigger", "summary"].',
  })
  readonly field!: readonly string[];

  @Field({ description: 'One English sentence that can be shown to users.' })
  readonly message!: string;
}

@ObjectType({ implements: MutationPayload, description: 'Result of sendAlertEvent.', simpleResolvers: true })
export class SendAlertEventPayload extends MutationPayload {
  @Field({
    description: 'Whether PagerDuty accepted the event. PagerDuty decides later whether it creates an incident.',
  })
  readonly accepted!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Dedup key of the alert, for its later events; null if refused.',
  })
  readonly dedupKey!: string | null;

  @Field(() => [AlertEventAdjustment], {
    description: 'Changes made before sending. Empty unless onTooLong is ADJUST and the event needed changes.',
  })
  readonly adjustments!: readonly AlertEventAdjustment[];

  @Field(() => QueuedTrigger, {
    nullable: true,
    description:
      'Set if the event waits: PagerDuty is unavailable and whenUnavailable is QUEUE, or a resolve follows a queued trigger that may have been sent. Then accepted is false.',
  })
  readonly queued!: QueuedTrigger | null;
}
