import { Field, Int, ObjectType } from 'type-graphql';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { MutationPayload, UserError } from '../../core/errors/user-error.type.js';
import { Incident } from './incident.type.js';
import { IncidentNote } from './notes/note.type.js';
import { ListSize } from '../../core/limits/list-size.js';

@ObjectType({ implements: MutationPayload, description: 'What became of triggerIncident.', simpleResolvers: true })
export class TriggerIncidentPayload extends MutationPayload {
  @Field(() => Incident, {
    nullable: true,
    description:
      'The incident, made or found; null when refused. One that was found is told whole only with INCIDENTS_READ, else its id and status.',
  })
  readonly incident!: Incident | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'False when RETURN_EXISTING found one; null when an answer was lost and it cannot be told.',
  })
  readonly created!: boolean | null;
}

@ObjectType({ implements: MutationPayload, description: 'What became of acknowledgeIncident.', simpleResolvers: true })
export class AcknowledgeIncidentPayload extends MutationPayload {
  @Field(() => Incident, {
    nullable: true,
    description:
      'The incident as it stands; null when refused. One that was not changed is told whole only with INCIDENTS_READ, else its id and status.',
  })
  readonly incident!: Incident | null;

  @Field({ description: 'False when it was acknowledged already.' })
  readonly changed!: boolean;
}

@ObjectType({ implements: MutationPayload, description: 'What became of resolveIncident.', simpleResolvers: true })
export class ResolveIncidentPayload extends MutationPayload {
  @Field(() => Incident, {
    nullable: true,
    description:
      'The incident as it stands; null when refused. One that was not changed is told whole only with INCIDENTS_READ, else its id and status.',
  })
  readonly incident!: Incident | null;

  @Field(() => IncidentNote, { nullable: true, description: 'The note, when one was asked for and written.' })
  readonly note!: IncidentNote | null;

  @Field({
    description:
      'False when it was resolved already; resolved by somebody else within the same second, it may be true.',
  })
  readonly changed!: boolean;
}

@ObjectType({ description: 'What became of one incident of a bulk mutation.', simpleResolvers: true })
export class IncidentResult {
  @Field(() => Int, { description: 'Its place in `incidents`, from 0.' })
  readonly index!: number;

  @Field(() => Incident, {
    nullable: true,
    description:
      'The incident as it stands; null when refused. One that was not changed is told whole only with INCIDENTS_READ, else its id and status.',
  })
  readonly incident!: Incident | null;

  @Field({ description: 'False when it was in that state already, or nothing was done.' })
  readonly changed!: boolean;

  @ListSize(0)
  @Field(() => [UserError], { description: 'Empty exactly when this incident is in the wanted state.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ implements: MutationPayload, description: 'What became of acknowledgeIncidents.', simpleResolvers: true })
export class AcknowledgeIncidentsPayload extends MutationPayload {
  @Field(() => [IncidentResult], { description: 'One per requested incident, in the order asked.' })
  readonly results!: readonly IncidentResult[];
}

@ObjectType({ implements: MutationPayload, description: 'What became of resolveIncidents.', simpleResolvers: true })
export class ResolveIncidentsPayload extends MutationPayload {
  @Field(() => [IncidentResult], { description: 'One per requested incident, in the order asked.' })
  readonly results!: readonly IncidentResult[];
}

@ObjectType({ implements: MutationPayload, description: 'What became of addIncidentNote.', simpleResolvers: true })
export class AddIncidentNotePayload extends MutationPayload {
  /** Upstream id of the incident, when the note was written. */
  readonly incidentId?: string;
  readonly accountContext?: PagerDutyAccountContext;

  @Field(() => IncidentNote, { nullable: true, description: 'The note; null when refused.' })
  readonly note!: IncidentNote | null;
}

@ObjectType({ implements: MutationPayload, description: 'What became of reopenIncident.', simpleResolvers: true })
export class ReopenIncidentPayload extends MutationPayload {
  @Field(() => Incident, {
    nullable: true,
    description:
      'The incident as it stands; null when refused. One that was not changed is told whole only with INCIDENTS_READ, else its id and status.',
  })
  readonly incident!: Incident | null;

  @Field({ description: 'False when it was open already.' })
  readonly changed!: boolean;
}

@ObjectType({ implements: MutationPayload, description: 'What became of updateIncident.', simpleResolvers: true })
export class UpdateIncidentPayload extends MutationPayload {
  @Field(() => Incident, { nullable: true, description: 'The incident as it stands; null when refused.' })
  readonly incident!: Incident | null;
}

@ObjectType({ implements: MutationPayload, description: 'What became of reassignIncident.', simpleResolvers: true })
export class ReassignIncidentPayload extends MutationPayload {
  @Field(() => Incident, { nullable: true, description: 'The incident as it stands; null when refused.' })
  readonly incident!: Incident | null;
}

@ObjectType({ implements: MutationPayload, description: 'What became of snoozeIncident.', simpleResolvers: true })
export class SnoozeIncidentPayload extends MutationPayload {
  @Field(() => Incident, { nullable: true, description: 'The incident as it stands; null when refused.' })
  readonly incident!: Incident | null;
}

@ObjectType({ implements: MutationPayload, description: 'What became of mergeIncidents.', simpleResolvers: true })
export class MergeIncidentsPayload extends MutationPayload {
  /** Upstream id of the incident they were merged into, when they were. */
  readonly intoId?: string;
  readonly accountContext?: PagerDutyAccountContext;
}
