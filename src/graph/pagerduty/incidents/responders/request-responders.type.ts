import { Field, Int, ObjectType } from 'type-graphql';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { MutationPayload, UserError } from '../../../core/errors/user-error.type.js';
import { ListSize } from '../../../core/limits/list-size.js';
import { IncidentResponder } from './responder.type.js';

@ObjectType({ description: 'Result for one requested user or escalation policy.', simpleResolvers: true })
export class ResponderRequestResult {
  @Field(() => Int, { description: 'Index in `responders` of the input, starting at 0.' })
  readonly index!: number;

  @ListSize(3)
  @Field(() => [IncidentResponder], {
    description: 'People who were requested for it. Empty for a policy for which nobody is on call.',
  })
  readonly responders!: readonly IncidentResponder[];

  @ListSize(0)
  @Field(() => [UserError], { description: 'Empty exactly if PagerDuty confirmed the request.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ implements: MutationPayload, description: 'Result of requestResponders.', simpleResolvers: true })
export class RequestRespondersPayload extends MutationPayload {
  /** Upstream id of the incident; set when the request was sent. */
  readonly incidentId?: string;
  readonly accountContext?: PagerDutyAccountContext;

  @Field(() => [ResponderRequestResult], {
    description: 'One result per entry of `responders`, in its order; empty if the whole request was refused.',
  })
  readonly results!: readonly ResponderRequestResult[];
}
