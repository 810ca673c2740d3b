import { Field, ObjectType } from 'type-graphql';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { MutationPayload } from '../../../core/errors/user-error.type.js';
import { Incident } from '../incident.type.js';

@ObjectType({ implements: MutationPayload, description: 'Result of updateIncident.', simpleResolvers: true })
export class UpdateIncidentPayload extends MutationPayload {
  @Field(() => Incident, { nullable: true, description: 'The incident after the mutation, or null if refused.' })
  readonly incident!: Incident | null;
}

@ObjectType({ implements: MutationPayload, description: 'Result of reassignIncident.', simpleResolvers: true })
export class ReassignIncidentPayload extends MutationPayload {
  @Field(() => Incident, { nullable: true, description: 'The incident after the mutation, or null if refused.' })
  readonly incident!: Incident | null;
}

@ObjectType({ implements: MutationPayload, description: 'Result of snoozeIncident.', simpleResolvers: true })
export class SnoozeIncidentPayload extends MutationPayload {
  @Field(() => Incident, { nullable: true, description: 'The incident after the mutation, or null if refused.' })
  readonly incident!: Incident | null;
}

@ObjectType({ implements: MutationPayload, description: 'Result of mergeIncidents.', simpleResolvers: true })
export class MergeIncidentsPayload extends MutationPayload {
  /** Upstream id of the target incident; set when the merge was done. */
  readonly intoId?: string;
  readonly accountContext?: PagerDutyAccountContext;
}
