import { Field, ObjectType } from 'type-graphql';
import type { WireChangeEvent } from '../../../upstream/pagerduty/wire-change-event.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import { DateTime, Json, Uri } from '../../core/scalars.js';

@ObjectType({ description: 'A link of a change event.', simpleResolvers: true })
export class ChangeLink {
  @Field(() => Uri, { description: 'Target URL.' })
  readonly href!: string;

  @Field(() => String, { nullable: true, description: 'Link text.' })
  readonly text!: string | null;
}

@ObjectType({
  implements: Node,
  description: 'A change of a system, such as a deployment, reported by a tool. PagerDuty keeps it for 90 days.',
  simpleResolvers: true,
})
export class ChangeEvent extends Node {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WireChangeEvent;

  @Field({ description: 'PagerDuty’s own id: 26 characters.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'One-line summary of the change.' })
  readonly summary!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Place of the change, as the sender named it, e.g. ci-runner-7.',
  })
  readonly source!: string | null;

  @Field(() => DateTime, { description: 'Time of the change by its sender, otherwise of its arrival at PagerDuty.' })
  readonly timestamp!: string;

  @Field(() => Json, { nullable: true, description: 'Further data of the sender.' })
  readonly details!: unknown;
}

export const ChangeEventConnection = createConnectionType(ChangeEvent, 'ChangeEvent', 'change events');
