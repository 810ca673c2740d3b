import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../user-error.type.js';

@ObjectType({ implements: MutationPayload, description: 'What became of sendAlertEvent.', simpleResolvers: true })
export class SendAlertEventPayload extends MutationPayload {
  @Field({
    description: 'Whether PagerDuty took the event. Whether it makes an incident is decided later and not told here.',
  })
  readonly accepted!: boolean;

  @Field(() => String, { nullable: true, description: 'The key of its alert, to be used again; null when refused.' })
  readonly dedupKey!: string | null;
}
