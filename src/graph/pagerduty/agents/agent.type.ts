import { Field, ObjectType, registerEnumType } from 'type-graphql';
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
  description: 'What acted.',
  valuesConfig: {
    USER: { description: 'A person.' },
    SERVICE: { description: 'A PagerDuty service, for example when it resolves by itself.' },
    INTEGRATION: { description: 'A tool that is connected to PagerDuty.' },
    UNKNOWN: { description: 'Something newer than this gateway.' },
  },
});

@ObjectType({ description: 'Whoever or whatever acted: a person, a service, an integration.', simpleResolvers: true })
export class Agent {
  @Field(() => AgentKind, { description: 'What acted.' })
  readonly kind!: AgentKind;

  @Field(() => String, { nullable: true, description: 'Its name.' })
  readonly name!: string | null;

  @Field(() => Uri, { nullable: true, description: 'Its page in PagerDuty.' })
  readonly url!: string | null;

  @Field(() => PagerDutyUser, { nullable: true, description: 'The person; null when it was none.' })
  readonly user!: PagerDutyUser | null;
}
