import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { FeedEvent } from '../../../../feed/incident-feed.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { DateTime } from '../../../core/scalars.js';
import { EventSource } from './live-status.type.js';

export enum IncidentEventType {
  TRIGGERED = 'TRIGGERED',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  UNACKNOWLEDGED = 'UNACKNOWLEDGED',
  ESCALATED = 'ESCALATED',
  REASSIGNED = 'REASSIGNED',
  DELEGATED = 'DELEGATED',
  PRIORITY_UPDATED = 'PRIORITY_UPDATED',
  ANNOTATED = 'ANNOTATED',
  RESOLVED = 'RESOLVED',
  REOPENED = 'REOPENED',
  SNOOZED = 'SNOOZED',
  URGENCY_UPDATED = 'URGENCY_UPDATED',
  RESPONDER_ADDED = 'RESPONDER_ADDED',
  RESPONDER_REPLIED = 'RESPONDER_REPLIED',
  STATUS_UPDATE_PUBLISHED = 'STATUS_UPDATE_PUBLISHED',
  CUSTOM_FIELDS_UPDATED = 'CUSTOM_FIELDS_UPDATED',
  INCIDENT_TYPE_UPDATED = 'INCIDENT_TYPE_UPDATED',
  SERVICE_UPDATED = 'SERVICE_UPDATED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(IncidentEventType, {
  name: 'IncidentEventType',
  description: 'Kind of an event.',
  valuesConfig: {
    TRIGGERED: { description: 'The incident was created.' },
    ACKNOWLEDGED: { description: 'Somebody took the incident on.' },
    UNACKNOWLEDGED: { description: 'The acknowledgement or the snooze ended, so the incident is triggered again.' },
    ESCALATED: { description: 'The next level of the escalation policy was notified.' },
    REASSIGNED: { description: 'The assignees changed.' },
    DELEGATED: { description: 'The incident moved to another escalation policy.' },
    PRIORITY_UPDATED: { description: 'The priority changed.' },
    ANNOTATED: { description: 'A note was added.' },
    RESOLVED: { description: 'The incident was closed, or merged into another.' },
    REOPENED: { description: 'The incident was opened again.' },
    SNOOZED: { description: 'The incident was snoozed.' },
    URGENCY_UPDATED: { description: 'The urgency changed.' },
    RESPONDER_ADDED: { description: 'A responder was requested.' },
    RESPONDER_REPLIED: { description: 'A responder accepted or declined.' },
    STATUS_UPDATE_PUBLISHED: { description: 'A status update was sent to stakeholders.' },
    CUSTOM_FIELDS_UPDATED: { description: 'Custom fields changed.' },
    INCIDENT_TYPE_UPDATED: { description: 'The incident type changed.' },
    SERVICE_UPDATED: { description: 'The incident moved to another service.' },
    UNKNOWN: {
      description:
        'A change that no event describes, such as a new title, or an event newer than this gateway; see rawType. As a filter it selects these.',
    },
  },
});

@ObjectType({ description: 'Something that happened to an incident.', simpleResolvers: true })
export class IncidentEvent {
  readonly accountContext!: PagerDutyAccountContext;
  readonly event!: FeedEvent;

  @Field({ description: 'Id of the event. Events are delivered at least once: drop an id that you have seen.' })
  readonly eventId!: string;

  @Field(() => IncidentEventType, { description: 'Kind of the event.' })
  readonly type!: FeedEvent['type'];

  @Field(() => String, {
    nullable: true,
    description:
      'PagerDuty’s own name, e.g. incident.service_updated; null when the change was found without an event.',
  })
  readonly rawType!: string | null;

  @Field(() => DateTime, { description: 'Time of the event, on PagerDuty’s clock.' })
  readonly occurredAt!: string;

  @Field(() => EventSource, { description: 'Way by which the event reached this gateway first.' })
  readonly source!: FeedEvent['source'];
}
