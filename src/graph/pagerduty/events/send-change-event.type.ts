import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../core/errors/user-error.type.js';

@ObjectType({ implements: MutationPayload, description: 'Result of sendChangeEvent.', simpleResolvers: true })
export class SendChangeEventPayload extends MutationPayload {
  @Field({ description: 'Whether PagerDuty accepted the event. It appears in the lists of change events later.' })
  readonly accepted!: boolean;
}
