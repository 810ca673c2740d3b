import { Directive, Field, InputType, Int } from 'type-graphql';
import { EscalationPolicyRef } from '../../escalation-policies/escalation-policy.ref.js';
import { PriorityRef } from '../../priorities/priority.ref.js';
import { UserRef } from '../../users/user.ref.js';
import { Urgency } from '../incident-enums.type.js';
import { IncidentRef } from '../incident.ref.js';
import { ActorInput } from '../../../core/mutations/actor.input.js';
import { IncidentInput } from '../mutation.input.js';
import { MAX_TITLE_CHARACTERS } from '../trigger/trigger-incident.input.js';

export const MAX_SNOOZE_SECONDS = 604_800;

export const MAX_MERGE_SOURCES = 100;

@InputType({ description: 'Input of updateIncident. Omitted fields stay unchanged.' })
export class UpdateIncidentInput extends IncidentInput {
  @Field(() => String, {
    nullable: true,
    description: `One-line summary of at most ${MAX_TITLE_CHARACTERS} characters.`,
  })
  readonly title?: string | null;

  @Field(() => Urgency, { nullable: true, description: 'Notification urgency.' })
  readonly urgency?: Urgency | null;

  @Field(() => PriorityRef, { nullable: true, description: 'Priority.' })
  readonly priority?: PriorityRef | null;
}

@Directive('@oneOf')
@InputType({ description: 'New assignment: users, an escalation policy, or a level of the current policy.' })
export class AssignmentTarget {
  @Field(() => [UserRef], { nullable: true, description: 'Users to assign, at least 1.' })
  readonly users?: readonly UserRef[] | null;

  @Field(() => EscalationPolicyRef, {
    nullable: true,
    description: 'Escalation policy whose on-call users are assigned, starting at level 1.',
  })
  readonly escalationPolicy?: EscalationPolicyRef | null;

  @Field(() => Int, { nullable: true, description: 'Another level of the incident’s own policy, starting at 1.' })
  readonly escalationLevel?: number | null;
}

@InputType({ description: 'Input of reassignIncident.' })
export class ReassignIncidentInput extends IncidentInput {
  @Field(() => AssignmentTarget, { description: 'New assignment.' })
  readonly to!: AssignmentTarget;
}

@InputType({ description: 'Input of snoozeIncident.' })
export class SnoozeIncidentInput extends IncidentInput {
  @Field(() => Int, {
    description: `Duration in seconds, 1 to ${MAX_SNOOZE_SECONDS} (1 week). Afterwards the incident returns to triggered.`,
  })
  readonly durationSeconds!: number;
}

@InputType({ description: 'Input of mergeIncidents.' })
export class MergeIncidentsInput extends ActorInput {
  @Field(() => IncidentRef, { description: 'Open incident that receives the alerts.' })
  readonly into!: IncidentRef;

  @Field(() => [IncidentRef], { description: `Incidents to merge, which resolves them: 1 to ${MAX_MERGE_SOURCES}.` })
  readonly sources!: readonly IncidentRef[];
}
