import { Field, Int, ObjectType } from 'type-graphql';
import { MutationPayload, UserError } from '../../../core/errors/user-error.type.js';
import { ListSize } from '../../../core/limits/list-size.js';
import { Incident } from '../incident.type.js';
import { IncidentNote } from '../notes/note.type.js';

const INCIDENT_DESCRIPTION =
  'The incident after the mutation, or null if refused. An unchanged one is complete only with INCIDENTS_READ; otherwise only its id and status are returned.';

@ObjectType({ implements: MutationPayload, description: 'Result of acknowledgeIncident.', simpleResolvers: true })
export class AcknowledgeIncidentPayload extends MutationPayload {
  @Field(() => Incident, { nullable: true, description: INCIDENT_DESCRIPTION })
  readonly incident!: Incident | null;

  @Field({ description: 'False if the incident was already acknowledged.' })
  readonly changed!: boolean;
}

@ObjectType({ implements: MutationPayload, description: 'Result of resolveIncident.', simpleResolvers: true })
export class ResolveIncidentPayload extends MutationPayload {
  @Field(() => Incident, { nullable: true, description: INCIDENT_DESCRIPTION })
  readonly incident!: Incident | null;

  @Field(() => IncidentNote, { nullable: true, description: 'The note, if one was requested and written.' })
  readonly note!: IncidentNote | null;

  @Field({
    description:
      'False if the incident was already resolved. May be true if somebody else resolved it within the same second.',
  })
  readonly changed!: boolean;

  @Field(() => Int, {
    description:
      'Number of queued triggers with this dedup key that were cancelled before they reached PagerDuty. If PagerDuty has no incident, incident is null then.',
  })
  readonly cancelledTriggers!: number;
}

@ObjectType({ implements: MutationPayload, description: 'Result of reopenIncident.', simpleResolvers: true })
export class ReopenIncidentPayload extends MutationPayload {
  @Field(() => Incident, { nullable: true, description: INCIDENT_DESCRIPTION })
  readonly incident!: Incident | null;

  @Field({ description: 'False if the incident was already open.' })
  readonly changed!: boolean;
}

@ObjectType({ description: 'Result for one incident of a bulk mutation.', simpleResolvers: true })
export class IncidentResult {
  @Field(() => Int, { description: 'Index in `incidents`, starting at 0.' })
  readonly index!: number;

  @Field(() => Incident, { nullable: true, description: INCIDENT_DESCRIPTION })
  readonly incident!: Incident | null;

  @Field({ description: 'False if the incident was already in the requested state, or nothing was done.' })
  readonly changed!: boolean;

  @Field(() => Int, {
    description:
      'Number of queued triggers with this dedup key that resolveIncidents cancelled before they reached PagerDuty; 0 for acknowledgeIncidents. If PagerDuty has no incident, incident is null then.',
  })
  readonly cancelledTriggers!: number;

  @ListSize(0)
  @Field(() => [UserError], {
    description:
      'Empty exactly if the incident is in the requested state, or if its queued triggers were cancelled and PagerDuty has no incident.',
  })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ implements: MutationPayload, description: 'Result of acknowledgeIncidents.', simpleResolvers: true })
export class AcknowledgeIncidentsPayload extends MutationPayload {
  @Field(() => [IncidentResult], { description: 'One result per requested incident, in the requested order.' })
  readonly results!: readonly IncidentResult[];
}

@ObjectType({ implements: MutationPayload, description: 'Result of resolveIncidents.', simpleResolvers: true })
export class ResolveIncidentsPayload extends MutationPayload {
  @Field(() => [IncidentResult], { description: 'One result per requested incident, in the requested order.' })
  readonly results!: readonly IncidentResult[];
}
