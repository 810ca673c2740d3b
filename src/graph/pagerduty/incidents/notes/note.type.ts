import { Field, ID, ObjectType } from 'type-graphql';
import { Agent } from '../../agents/agent.type.js';
import { DateTime } from '../../../core/scalars.js';

@ObjectType({ description: 'Something a person wrote on an incident.', simpleResolvers: true })
export class IncidentNote {
  @Field(() => ID, { description: 'The id of this object within the whole graph.' })
  readonly id!: string;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field({ description: 'What was written.' })
  readonly content!: string;

  @Field(() => Agent, { nullable: true, description: 'Who wrote it.' })
  readonly author!: Agent | null;

  @Field(() => DateTime, { description: 'When it was written.' })
  readonly createdAt!: string;
}
