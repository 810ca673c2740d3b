import { Field, ObjectType } from 'type-graphql';
import { Agent } from '../agents/agent.type.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import { Node } from '../../core/ids/node.type.js';
import { DateTime } from '../../core/scalars.js';

@ObjectType({ implements: Node, description: 'Something that happened to an incident.', simpleResolvers: true })
export class LogEntry extends Node {
  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field({ description: 'PagerDuty’s own word for what happened, e.g. acknowledge or notify; an open set.' })
  readonly kind!: string;

  @Field(() => String, { nullable: true, description: 'What happened, in one line.' })
  readonly summary!: string | null;

  @Field(() => Agent, { nullable: true, description: 'Who or what did it.' })
  readonly agent!: Agent | null;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly createdAt!: string;
}

export const LogEntryConnection = createConnectionType(LogEntry, 'LogEntry', 'log entries');
