import { Field, ObjectType } from 'type-graphql';
import type { WireLogEntry } from '../../../upstream/pagerduty/wire-alert.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { Agent } from '../agents/agent.type.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import { Node } from '../../core/ids/node.type.js';
import { DateTime } from '../../core/scalars.js';

@ObjectType({ implements: Node, description: 'An event in the history of an incident.', simpleResolvers: true })
export class LogEntry extends Node {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WireLogEntry;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field({ description: 'PagerDuty’s name of the event, e.g. acknowledge or notify. The set of values is open.' })
  readonly kind!: string;

  @Field(() => String, { nullable: true, description: 'One-line summary of the event.' })
  readonly summary!: string | null;

  @Field(() => Agent, { nullable: true, description: 'User or integration that caused the event.' })
  readonly agent!: Agent | null;

  @Field(() => DateTime, { description: 'Time of the event.' })
  readonly createdAt!: string;
}

export const LogEntryConnection = createConnectionType(LogEntry, 'LogEntry', 'log entries');
