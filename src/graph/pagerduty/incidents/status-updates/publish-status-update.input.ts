import { Field, InputType } from 'type-graphql';
import { IDEMPOTENCY_KEY_DESCRIPTION } from '../../../core/mutations/idempotency-key.js';
import { IncidentInput } from '../mutation.input.js';

@InputType({ description: 'E-mail of a status update, instead of the one that PagerDuty makes from its message.' })
export class StatusUpdateEmail {
  @Field({ description: 'Subject of the e-mail.' })
  readonly subject!: string;

  @Field({ description: 'Body of the e-mail in HTML.' })
  readonly htmlMessage!: string;
}

@InputType({ description: 'Input of publishStatusUpdate.' })
export class PublishStatusUpdateInput extends IncidentInput {
  @Field({ description: 'Text of the update.' })
  readonly message!: string;

  @Field(() => StatusUpdateEmail, { nullable: true, description: 'Its own e-mail; by default PagerDuty makes one.' })
  readonly email?: StatusUpdateEmail | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY_DESCRIPTION })
  readonly idempotencyKey?: string | null;
}
