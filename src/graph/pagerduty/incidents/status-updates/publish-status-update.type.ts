import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../../core/errors/user-error.type.js';
import { StatusUpdate } from './status-update.type.js';

@ObjectType({ implements: MutationPayload, description: 'Result of publishStatusUpdate.', simpleResolvers: true })
export class PublishStatusUpdatePayload extends MutationPayload {
  @Field(() => StatusUpdate, { nullable: true, description: 'The update, or null if refused.' })
  readonly statusUpdate!: StatusUpdate | null;
}
