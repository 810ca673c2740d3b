import { Field, ObjectType } from 'type-graphql';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import { Node } from '../../core/ids/node.type.js';
import { Uri } from '../../core/scalars.js';

@ObjectType({ implements: Node, description: 'A PagerDuty team.', simpleResolvers: true })
export class Team extends Node {
  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the team.' })
  readonly name!: string | null;

  @Field(() => Uri, { nullable: true, description: 'URL of the team in PagerDuty.' })
  readonly url!: string | null;
}

export const TeamConnection = createConnectionType(Team, 'Team', 'teams');
