import { Field, ObjectType } from 'type-graphql';
import { Node } from '../../core/ids/node.type.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import { DateTime, Uri } from '../../core/scalars.js';

@ObjectType({
  implements: Node,
  description: 'Steps that PagerDuty runs for an incident, such as opening a call or notifying people.',
  simpleResolvers: true,
})
export class IncidentWorkflow extends Node {
  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the workflow.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Description, written by its owners.' })
  readonly description!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it can be started; null if PagerDuty does not state it.',
  })
  readonly isEnabled!: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of creation.' })
  readonly createdAt!: string | null;

  @Field(() => Uri, { nullable: true, description: 'URL of the workflow in PagerDuty.' })
  readonly url!: string | null;
}

export const IncidentWorkflowConnection = createConnectionType(
  IncidentWorkflow,
  'IncidentWorkflow',
  'incident workflows',
);
