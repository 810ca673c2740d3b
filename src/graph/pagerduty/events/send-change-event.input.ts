import { Field, InputType } from 'type-graphql';
import { AccountField } from '../../core/accounts/account-arg.js';
import { DateTime, Json } from '../../core/scalars.js';
import { IDEMPOTENCY_KEY_DESCRIPTION } from '../../core/mutations/idempotency-key.js';
import { AlertLink } from './send-alert-event.input.js';
import { MAX_SUMMARY_LENGTH, MAX_CHANGE_LINKS } from '../../../upstream/pagerduty/events/validate-event.js';

@InputType({ description: 'Input of sendChangeEvent.' })
export class SendChangeEventInput {
  @AccountField('PAGERDUTY')
  readonly account?: string | null;

  @Field({
    description:
      'Name of a routing key in the gateway’s configuration, e.g. website-edge: the key of a service. The key itself is never sent through GraphQL.',
  })
  readonly integration!: string;

  @Field({ description: `One-line summary of the change: 1 to ${MAX_SUMMARY_LENGTH} characters.` })
  readonly summary!: string;

  @Field(() => String, { nullable: true, description: 'Place of the change, e.g. ci-runner-7.' })
  readonly source?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of the change; now by default.' })
  readonly timestamp?: Date | null;

  @Field(() => Json, {
    nullable: true,
    description: 'A JSON object with further data. Integers of any size are forwarded unchanged.',
  })
  readonly details?: unknown;

  @Field(() => [AlertLink], {
    nullable: true,
    description: `Links to more about the change: at most ${MAX_CHANGE_LINKS}.`,
  })
  readonly links?: readonly AlertLink[] | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY_DESCRIPTION })
  readonly idempotencyKey?: string | null;
}
