import { Directive, Field, InputType, registerEnumType } from 'type-graphql';
import { EscalationPolicyRef } from '../../escalation-policies/escalation-policy.ref.js';
import { PriorityRef } from '../../priorities/priority.ref.js';
import { EmailAddress } from '../../../core/scalars.js';
import { ServiceRef } from '../../services/service.ref.js';
import { UserRef } from '../../users/user.ref.js';
import { Urgency } from '../incident-enums.type.js';
import { IncidentRef } from '../incident.ref.js';

export enum DuplicatePolicy {
  REFUSE = 'REFUSE',
  RETURN_EXISTING = 'RETURN_EXISTING',
}
registerEnumType(DuplicatePolicy, {
  name: 'DuplicatePolicy',
  description: 'What to do when an open incident with the same dedup key is there already.',
  valuesConfig: {
    REFUSE: { description: 'Answer DUPLICATE_INCIDENT.' },
    RETURN_EXISTING: { description: 'Answer the open incident, with created: false.' },
  },
});

/** What every mutation of incidents takes. */
@InputType()
export abstract class ActorInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it.',
  })
  readonly account?: string | null;

  @Field(() => EmailAddress, {
    nullable: true,
    description:
      'E-mail of the PagerDuty user in whose name the change is made; without it the caller’s own, then the account’s configured one. Needed where the gateway’s PagerDuty credential belongs to the account and not to a user, and to acknowledge, for PagerDuty assigns the incident to the actor: there the account’s configured one counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming somebody else needs INCIDENTS_IMPERSONATE.',
  })
  readonly actor?: string | null;
}

@InputType({ description: 'A value for one {NAME} of a title.' })
export class TitleValue {
  @Field({ description: 'Upper-case letters, digits, underscore.' })
  readonly name!: string;

  @Field({ description: 'What stands in its place; taken as it is.' })
  readonly value!: string;
}

@Directive('@oneOf')
@InputType({ description: 'Whom to notify: PagerDuty takes one assignee or an escalation policy, not both.' })
export class TriggerTarget {
  @Field(() => UserRef, { nullable: true, description: 'One person.' })
  readonly assignee?: UserRef | null;

  @Field(() => EscalationPolicyRef, { nullable: true, description: 'Another escalation policy than the service’s.' })
  readonly escalationPolicy?: EscalationPolicyRef | null;
}

@InputType({ description: 'An incident to be made.' })
export class TriggerIncidentInput extends ActorInput {
  @Field(() => ServiceRef, { description: 'The service it happens on.' })
  readonly service!: ServiceRef;

  @Field({
    description:
      'What is wrong, in one line of at most 1024 characters. With titleValues, each {NAME} is replaced by its value once; a name without a value stays as it is, so that a typo never stops a page.',
  })
  readonly title!: string;

  @Field(() => [TitleValue], {
    nullable: true,
    description:
      'Lets a monitoring tool send one fixed document, e.g. "Alert {ACTION} for {MSG} at {TIME}"; at most 100 values.',
  })
  readonly titleValues?: readonly TitleValue[] | null;

  @Field(() => String, { nullable: true, description: 'The incident’s body, as plain text.' })
  readonly details?: string | null;

  @Field(() => Urgency, {
    nullable: true,
    description: 'How loudly people are notified; by the service’s own rule without it.',
  })
  readonly urgency?: Urgency | null;

  @Field(() => PriorityRef, { nullable: true, description: 'How important it is; no priority without it.' })
  readonly priority?: PriorityRef | null;

  @Field(() => String, { nullable: true, description: 'Incident type name; incident_default without it.' })
  readonly incidentType?: string | null;

  @Field(() => TriggerTarget, {
    nullable: true,
    description:
      'Whom to notify; the service’s escalation policy without it. Assigned to the actor, it begins acknowledged.',
  })
  readonly target?: TriggerTarget | null;

  @Field(() => String, {
    nullable: true,
    description:
      '1 to 255 characters. PagerDuty refuses a second open incident with the same key on the same service. Without one the gateway makes a key, so that an unknown outcome can be looked up.',
  })
  readonly dedupKey?: string | null;

  @Field(() => DuplicatePolicy, {
    defaultValue: DuplicatePolicy.REFUSE,
    description: 'What to do when an open incident with this dedupKey is there already.',
  })
  readonly onDuplicate!: DuplicatePolicy;

  @Field(() => String, {
    nullable: true,
    description:
      'Makes repeating safe. A repeat by the same caller with the same key gets the first answer again, for a configured time (a day); with other input it is a CONFLICT. 1 to 255 characters.',
  })
  readonly idempotencyKey?: string | null;
}

/** A mutation of one incident. */
@InputType()
export abstract class IncidentInput extends ActorInput {
  @Field(() => IncidentRef, { description: 'Which incident.' })
  readonly incident!: IncidentRef;
}

@InputType({ description: 'An incident to be acknowledged.' })
export class AcknowledgeIncidentInput extends IncidentInput {}

@InputType({ description: 'An incident to be resolved.' })
export class ResolveIncidentInput extends IncidentInput {
  @Field(() => String, {
    nullable: true,
    description: 'Stored on the resolve log entry; PagerDuty does not show it on the incident.',
  })
  readonly resolution?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Added to the incident as a visible note before resolving; sent again, it stands there twice.',
  })
  readonly note?: string | null;
}

@InputType({ description: 'A note to be written on an incident.' })
export class AddIncidentNoteInput extends IncidentInput {
  @Field({ description: 'What to write.' })
  readonly content!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Makes repeating safe. A repeat by the same caller with the same key gets the first answer again, for a configured time (a day); with other input it is a CONFLICT. 1 to 255 characters.',
  })
  readonly idempotencyKey?: string | null;
}

/** A mutation of many incidents. */
@InputType()
abstract class IncidentsInput extends ActorInput {
  @Field(() => [IncidentRef], { description: 'Which incidents: 1 to 500.' })
  readonly incidents!: readonly IncidentRef[];
}

@InputType({ description: 'Incidents to be acknowledged.' })
export class AcknowledgeIncidentsInput extends IncidentsInput {}

@InputType({ description: 'Incidents to be resolved.' })
export class ResolveIncidentsInput extends IncidentsInput {
  @Field(() => String, { nullable: true, description: 'Stored on each resolve log entry.' })
  readonly resolution?: string | null;
}
