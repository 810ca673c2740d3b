import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../../core/scalars.js';
import { Agent } from '../../agents/agent.type.js';

@ObjectType({
  description: 'A status update, sent to the subscribers of an incident. PagerDuty does not list past ones.',
  simpleResolvers: true,
})
export class StatusUpdate {
  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field({ description: 'Text of the update.' })
  readonly message!: string;

  @Field(() => String, { nullable: true, description: 'Subject of its e-mail, if it has its own e-mail.' })
  readonly subject!: string | null;

  @Field(() => Agent, { nullable: true, description: 'Sender of the update.' })
  readonly sender!: Agent | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of the update.' })
  readonly createdAt!: string | null;
}
