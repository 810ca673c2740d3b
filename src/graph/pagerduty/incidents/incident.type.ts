import { Field, Int, ObjectType } from 'type-graphql';
import type { IncidentInclude, WireIncident } from '../../../upstream/pagerduty/wire.js';
import { Agent } from '../agents/agent.type.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';
import { DateTime, Uri } from '../../core/scalars.js';
import { IncidentStatus, PendingActionKind, Urgency } from './incident-enums.type.js';

@ObjectType({ description: 'An acknowledgement of an incident.', simpleResolvers: true })
export class Acknowledgement {
  @Field(() => DateTime, { description: 'Time of the acknowledgement.' })
  readonly at!: string;

  @Field(() => Agent, { description: 'User or integration that acknowledged.' })
  readonly by!: Agent;
}

@ObjectType({ description: 'An action that PagerDuty will take automatically.', simpleResolvers: true })
export class PendingAction {
  @Field(() => PendingActionKind, { description: 'Kind of action.' })
  readonly kind!: PendingActionKind;

  @Field(() => DateTime, { description: 'Scheduled time.' })
  readonly at!: string;
}

@ObjectType({ description: 'Conference bridge of the responders.', simpleResolvers: true })
export class ConferenceBridge {
  @Field(() => String, { nullable: true, description: 'Phone number.' })
  readonly number!: string | null;

  @Field(() => Uri, { nullable: true, description: 'URL of the conference.' })
  readonly url!: string | null;
}

@ObjectType({ description: 'Number of alerts in an incident, by status.', simpleResolvers: true })
export class AlertCounts {
  @Field(() => Int, { description: 'All alerts.' })
  readonly all!: number;

  @Field(() => Int, { description: 'Triggered alerts.' })
  readonly triggered!: number;

  @Field(() => Int, { description: 'Resolved alerts.' })
  readonly resolved!: number;
}

@ObjectType({
  implements: Node,
  description: 'A problem on a PagerDuty service that needs a response.',
  simpleResolvers: true,
})
export class Incident extends Node {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WireIncident;
  /** The `include[]` values of the request, which PagerDuty expanded. */
  readonly expanded!: readonly IncidentInclude[];

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => Int, { description: 'Incident number, unique within the account.' })
  readonly number!: number;

  @Field({ description: 'One-line summary of the problem.' })
  readonly title!: string;

  @Field(() => IncidentStatus, { description: 'Current status.' })
  readonly status!: IncidentStatus;

  @Field(() => Urgency, { description: 'Notification urgency.' })
  readonly urgency!: Urgency;

  @Field(() => String, {
    nullable: true,
    description:
      'Dedup key (`incident_key` in PagerDuty). Null on incidents created from alerts, because there each alert has the key.',
  })
  readonly dedupKey!: string | null;

  @Field(() => Uri, { nullable: true, description: 'URL of the incident in PagerDuty.' })
  readonly url!: string | null;

  @Field(() => DateTime, { description: 'Time of the first trigger.' })
  readonly createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Time of the last change of any kind.' })
  readonly updatedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time of the last status change. While the incident is triggered, PagerDuty returns updatedAt here, so any change updates it.',
  })
  readonly lastStatusChangeAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of resolution; null while the incident is open.' })
  readonly resolvedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time at which the incident returns to triggered automatically. PagerDuty does not distinguish a snooze from an acknowledgement timeout.',
  })
  readonly snoozedUntil!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Incident type name; `incident_default` unless the account defines other types.',
  })
  readonly incidentType!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the incident can be merged into another: it has alerts, or was created manually.',
  })
  readonly isMergeable!: boolean | null;

  @Field(() => AlertCounts, { nullable: true, description: 'Number of alerts in the incident.' })
  readonly alertCounts!: AlertCounts | null;
}

export const IncidentConnection = createConnectionType(Incident, 'Incident', 'incidents');
