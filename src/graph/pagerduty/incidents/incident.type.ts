import { Field, Int, ObjectType } from 'type-graphql';
import type { IncidentInclude, WireIncident } from '../../../upstream/pagerduty/wire.js';
import { Agent } from '../agents/agent.type.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';
import { DateTime, Uri } from '../../core/scalars.js';
import { IncidentStatus, PendingActionKind, Urgency } from './incident-enums.type.js';

@ObjectType({ description: 'Who took an incident, and when.', simpleResolvers: true })
export class Acknowledgement {
  @Field(() => DateTime, { description: 'When.' })
  readonly at!: string;

  @Field(() => Agent, { description: 'Who.' })
  readonly by!: Agent;
}

@ObjectType({ description: 'Something PagerDuty will do by itself.', simpleResolvers: true })
export class PendingAction {
  @Field(() => PendingActionKind, { description: 'What it will do.' })
  readonly kind!: PendingActionKind;

  @Field(() => DateTime, { description: 'When.' })
  readonly at!: string;
}

@ObjectType({ description: 'Where responders talk.', simpleResolvers: true })
export class ConferenceBridge {
  @Field(() => String, { nullable: true, description: 'Number to dial.' })
  readonly number!: string | null;

  @Field(() => Uri, { nullable: true, description: 'Address to open.' })
  readonly url!: string | null;
}

@ObjectType({ description: 'How many alerts an incident holds.', simpleResolvers: true })
export class AlertCounts {
  @Field(() => Int, { description: 'All of them.' })
  readonly all!: number;

  @Field(() => Int, { description: 'Those still triggered.' })
  readonly triggered!: number;

  @Field(() => Int, { description: 'Those resolved.' })
  readonly resolved!: number;
}

@ObjectType({
  implements: Node,
  description: 'Something that needs people, on a PagerDuty service.',
  simpleResolvers: true,
})
export class Incident extends Node {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WireIncident;
  /** What PagerDuty was asked to expand in it. */
  readonly expanded!: readonly IncidentInclude[];

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => Int, { description: 'The number people say aloud, unique in the account.' })
  readonly number!: number;

  @Field({ description: 'What is wrong, in one line.' })
  readonly title!: string;

  @Field(() => IncidentStatus, { description: 'Where it stands.' })
  readonly status!: IncidentStatus;

  @Field(() => Urgency, { description: 'How loudly people are notified.' })
  readonly urgency!: Urgency;

  @Field(() => String, {
    nullable: true,
    description:
      'De-duplication key (incident_key upstream); null on incidents built from alerts, whose alerts carry it.',
  })
  readonly dedupKey!: string | null;

  @Field(() => Uri, { nullable: true, description: 'The incident’s page in PagerDuty.' })
  readonly url!: string | null;

  @Field(() => DateTime, { description: 'When it was first triggered.' })
  readonly createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When anything about it last changed.' })
  readonly updatedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When its status last changed; while it is triggered PagerDuty gives updatedAt here, so that any change moves it.',
  })
  readonly lastStatusChangeAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was resolved; null while it is open.' })
  readonly resolvedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it goes back to triggered by itself. PagerDuty does not tell a snooze from an acknowledgement’s time-out.',
  })
  readonly snoozedUntil!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Incident type name; incident_default unless the account defines others.',
  })
  readonly incidentType!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it can be merged into another: it has alerts, or was made by hand.',
  })
  readonly isMergeable!: boolean | null;

  @Field(() => AlertCounts, { nullable: true, description: 'How many alerts it holds.' })
  readonly alertCounts!: AlertCounts | null;
}

export const IncidentConnection = createConnectionType(Incident, 'Incident', 'incidents');
