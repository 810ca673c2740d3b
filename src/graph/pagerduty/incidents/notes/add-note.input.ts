import { Field, InputType } from 'type-graphql';
import { IDEMPOTENCY_KEY_DESCRIPTION } from '../../../core/mutations/idempotency-key.js';
import { IncidentInput } from '../mutation.input.js';

@InputType({ description: 'Input of addIncidentNote.' })
export class AddIncidentNoteInput extends IncidentInput {
  @Field({ description: 'Text of the note.' })
  readonly content!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY_DESCRIPTION })
  readonly idempotencyKey?: string | null;
}
