import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { UNKNOWN_VALUE } from '../../core/mapping/enum-value.js';
import { Uri } from '../../core/scalars.js';
import { PagerDutyUser } from '../users/user.type.js';

export enum AgentKind {
  USER = 'user',
  SERVICE = 'service',
  INTEGRATION = 'integration',
  UNKNOWN = 'unknown',
}
registerEnumType(AgentKind, {
  name: 'AgentKind',
  description: 'Kind of an agent.',
  valuesConfig: {
    USER: { description: 'A person.' },
    SERVICE: { description: 'A PagerDuty service, e.g. after an automatic resolve.' },
    INTEGRATION: { description: 'An integration connected to PagerDuty.' },
    UNKNOWN: UNKNOWN_VALUE,
  },
});

@ObjectType({ description: 'User, service or integration that performed an action.', simpleResolvers: true })
export class Agent {
  @Field(() => AgentKind, { description: 'Kind of the agent.' })
  readonly kind!: AgentKind;

  @Field(() => String, { nullable: true, description: 'Name of the agent.' })
  readonly name!: string | null;

  @Field(() => Uri, { nullable: true, description: 'Web page of the agent in PagerDuty.' })
  readonly url!: string | null;

  @Field(() => PagerDutyUser, { nullable: true, description: 'The user; null when the agent is not a user.' })
  readonly user!: PagerDutyUser | null;
}
