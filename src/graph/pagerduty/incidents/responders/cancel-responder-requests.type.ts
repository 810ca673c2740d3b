import { Field, Int, ObjectType } from 'type-graphql';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { MutationPayload, UserError } from '../../../core/errors/user-error.type.js';
import { ListSize } from '../../../core/limits/list-size.js';
import { ResponderState } from './responder.type.js';

@ObjectType({ description: 'Result for one user or escalation policy.', simpleResolvers: true })
export class ResponderCancellationResult {
  @Field(() => Int, { description: 'Index in `responders` of the input, starting at 0.' })
  readonly index!: number;

  @Field({ description: 'Whether PagerDuty cancelled a pending request.' })
  readonly changed!: boolean;

  @Field(() => ResponderState, {
    nullable: true,
    description: 'State of the request now; null without a pending request or a reply.',
  })
  readonly state!: ResponderState | null;

  @ListSize(0)
  @Field(() => [UserError], { description: 'CONFLICT for a responder who has joined, because that is not cancelled.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ implements: MutationPayload, description: 'Result of cancelResponderRequests.', simpleResolvers: true })
export class CancelResponderRequestsPayload extends MutationPayload {
  /** Upstream id of the incident; set when the cancellation was sent. */
  readonly incidentId?: string;
  readonly accountContext?: PagerDutyAccountContext;

  @Field(() => [ResponderCancellationResult], {
    description: 'One result per entry of `responders`, in its order; empty if the whole request was refused.',
  })
  readonly results!: readonly ResponderCancellationResult[];
}
