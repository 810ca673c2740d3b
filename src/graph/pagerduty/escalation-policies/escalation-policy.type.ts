import { Field, ObjectType } from 'type-graphql';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';
import { Uri } from '../../core/scalars.js';

@ObjectType({
  implements: Node,
  description: 'An escalation policy: who is notified in which order until somebody acknowledges.',
  simpleResolvers: true,
})
export class EscalationPolicy extends Node {
  readonly accountContext!: PagerDutyAccountContext;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the policy.' })
  readonly name!: string | null;

  @Field(() => Uri, { nullable: true, description: 'URL of the policy in PagerDuty.' })
  readonly url!: string | null;
}

export const EscalationPolicyConnection = createConnectionType(
  EscalationPolicy,
  'EscalationPolicy',
  'escalation policies',
);
