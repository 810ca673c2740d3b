import { Directive, Field, InputType } from 'type-graphql';
import { EscalationPolicyRef } from '../../escalation-policies/escalation-policy.ref.js';
import { UserRef } from '../../users/user.ref.js';
import { IDEMPOTENCY_KEY_DESCRIPTION } from '../../../core/mutations/idempotency-key.js';
import { IncidentInput } from '../mutation.input.js';

/** PagerDuty accepts 500 different responders per incident. */
export const MAX_RESPONDER_TARGETS = 100;

@Directive('@oneOf')
@InputType({ description: 'A user, or an escalation policy whose on-call users are requested.' })
export class ResponderTarget {
  @Field(() => UserRef, { nullable: true, description: 'One user.' })
  readonly user?: UserRef | null;

  @Field(() => EscalationPolicyRef, {
    nullable: true,
    description: 'Escalation policy, which is followed until somebody accepts, whatever the incident’s own policy is.',
  })
  readonly escalationPolicy?: EscalationPolicyRef | null;
}

@InputType({ description: 'Input of cancelResponderRequests.' })
export class CancelResponderRequestsInput extends IncidentInput {
  @Field(() => [ResponderTarget], {
    description: `Users and escalation policies as they were requested, each once: 1 to ${MAX_RESPONDER_TARGETS}.`,
  })
  readonly responders!: readonly ResponderTarget[];
}

@InputType({ description: 'Input of requestResponders.' })
export class RequestRespondersInput extends IncidentInput {
  @Field(() => [ResponderTarget], {
    description: `Users and escalation policies to request, each once: 1 to ${MAX_RESPONDER_TARGETS}.`,
  })
  readonly responders!: readonly ResponderTarget[];

  @Field({
    defaultValue: 'Please help with this incident.',
    description: 'Message that the responders get.',
  })
  readonly message!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY_DESCRIPTION })
  readonly idempotencyKey?: string | null;
}
