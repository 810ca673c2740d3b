import { Directive, Field, InputType, Int } from 'type-graphql';
import { EscalationPolicyRef } from '../../escalation-policies/escalation-policy.ref.js';
import { PriorityRef } from '../../priorities/priority.ref.js';
import { UserRef } from '../../users/user.ref.js';
import { Urgency } from '../incident-enums.type.js';
import { ActorInput, IncidentInput } from '../trigger/trigger-incident.input.js';
import { IncidentRef } from '../incident.ref.js';

@InputType({ description: 'A resolved incident to be put back to triggered.' })
export class ReopenIncidentInput extends IncidentInput {}

@InputType({ description: 'What to change about an incident; what is left out stays.' })
export class UpdateIncidentInput extends IncidentInput {
  @Field(() => String, { nullable: true, description: 'What is wrong, in one line of at most 1024 characters.' })
  readonly title?: string | null;

  @Field(() => Urgency, { nullable: true, description: 'How loudly people are notified.' })
  readonly urgency?: Urgency | null;

  @Field(() => PriorityRef, { nullable: true, description: 'How important it is.' })
  readonly priority?: PriorityRef | null;
}

@Directive('@oneOf')
@InputType({ description: 'Who is to have an incident: people, or whoever a policy calls.' })
export class AssignmentTarget {
  @Field(() => [UserRef], { nullable: true, description: 'These people, all of them; at least one.' })
  readonly users?: readonly UserRef[] | null;

  @Field(() => EscalationPolicyRef, {
    nullable: true,
    description: 'Whoever is on call by this policy, from its first level.',
  })
  readonly escalationPolicy?: EscalationPolicyRef | null;

  @Field(() => Int, { nullable: true, description: 'Another level of the incident’s own policy, from 1.' })
  readonly escalationLevel?: number | null;
}

@InputType({ description: 'An incident to be handed to somebody else.' })
export class ReassignIncidentInput extends IncidentInput {
  @Field(() => AssignmentTarget, { description: 'To whom.' })
  readonly to!: AssignmentTarget;
}

@InputType({ description: 'An acknowledged incident to be put to sleep.' })
export class SnoozeIncidentInput extends IncidentInput {
  @Field(() => Int, { description: 'How long, 1 to 604800 (a week). Afterwards it is triggered again.' })
  readonly durationSeconds!: number;
}

@InputType({ description: 'Incidents to be merged into one.' })
export class MergeIncidentsInput extends ActorInput {
  @Field(() => IncidentRef, { description: 'The open incident that takes their alerts.' })
  readonly into!: IncidentRef;

  @Field(() => [IncidentRef], { description: 'The incidents that are merged, and thereby resolved: 1 to 100.' })
  readonly sources!: readonly IncidentRef[];
}
