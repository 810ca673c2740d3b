import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../../core/errors/user-error.type.js';
import { QueuedTrigger } from '../../outbox/queued-trigger.type.js';
import { Incident } from '../incident.type.js';

@ObjectType({ implements: MutationPayload, description: 'Result of triggerIncident.', simpleResolvers: true })
export class TriggerIncidentPayload extends MutationPayload {
  @Field(() => Incident, {
    nullable: true,
    description:
      'The created or existing incident, or null if refused. An existing one is complete only with INCIDENTS_READ; otherwise only its id and status are returned.',
  })
  readonly incident!: Incident | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'False if RETURN_EXISTING returned an existing incident. Null if it is unknown because a response was lost.',
  })
  readonly created!: boolean | null;

  @Field(() => QueuedTrigger, {
    nullable: true,
    description:
      'Set if PagerDuty is unavailable and whenUnavailable is QUEUE: the incident is created later. Then incident is null and created is false.',
  })
  readonly queued!: QueuedTrigger | null;
}
