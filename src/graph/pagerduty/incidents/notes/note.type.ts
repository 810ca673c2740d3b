import { Field, ID, ObjectType } from 'type-graphql';
import { Agent } from '../../agents/agent.type.js';
import { DateTime } from '../../../core/scalars.js';

@ObjectType({ description: 'A note on an incident.', simpleResolvers: true })
export class IncidentNote {
  @Field(() => ID, { description: 'Global id of this object.' })
  readonly id!: string;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field({ description: 'Text of the note.' })
  readonly content!: string;

  @Field(() => Agent, { nullable: true, description: 'Author of the note.' })
  readonly author!: Agent | null;

  @Field(() => DateTime, { description: 'Time of creation.' })
  readonly createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Time of the last change.' })
  readonly updatedAt!: string | null;
}
