import { Directive, Field, InputType, registerEnumType } from 'type-graphql';
import { UnavailablePolicy } from '../../../core/outbox/unavailable-policy.js';
import { EscalationPolicyRef } from '../../escalation-policies/escalation-policy.ref.js';
import { PriorityRef } from '../../priorities/priority.ref.js';
import { ServiceRef } from '../../services/service.ref.js';
import { UserRef } from '../../users/user.ref.js';
import { Urgency } from '../incident-enums.type.js';
import { ActorInput } from '../../../core/mutations/actor.input.js';
import { IDEMPOTENCY_KEY_DESCRIPTION } from '../../../core/mutations/idempotency-key.js';
import { MAX_KEY_LENGTH } from '../../../core/input/validate.js';

export const MAX_TITLE_CHARACTERS = 1024;

/** A title of 1024 characters has room for about 300 placeholders. */
export const MAX_TITLE_VALUES = 100;

export enum DuplicatePolicy {
  REFUSE = 'REFUSE',
  RETURN_EXISTING = 'RETURN_EXISTING',
}
registerEnumType(DuplicatePolicy, {
  name: 'DuplicatePolicy',
  description: 'Action if an open incident with the same dedup key already exists.',
  valuesConfig: {
    REFUSE: { description: 'Return the user error DUPLICATE_INCIDENT.' },
    RETURN_EXISTING: { description: 'Return the open incident with created: false.' },
  },
});

@InputType({ description: 'Value for one {NAME} placeholder of a title.' })
export class TitleValue {
  @Field({ description: 'Placeholder name: upper-case letters, digits and underscores.' })
  readonly name!: string;

  @Field({ description: 'Replacement text, inserted unchanged.' })
  readonly value!: string;
}

@Directive('@oneOf')
@InputType({
  description: 'Recipient of the notifications: one user or an escalation policy. PagerDuty does not accept both.',
})
export class TriggerTarget {
  @Field(() => UserRef, { nullable: true, description: 'One user.' })
  readonly assignee?: UserRef | null;

  @Field(() => EscalationPolicyRef, { nullable: true, description: 'Escalation policy other than the service’s.' })
  readonly escalationPolicy?: EscalationPolicyRef | null;
}

@InputType({ description: 'Input of triggerIncident.' })
export class TriggerIncidentInput extends ActorInput {
  @Field(() => ServiceRef, { description: 'Affected service.' })
  readonly service!: ServiceRef;

  @Field({
    description: `One-line summary of at most ${MAX_TITLE_CHARACTERS} characters. With titleValues, each {NAME} is replaced by its value once. A name without a value stays unchanged, so a typo never stops a page.`,
  })
  readonly title!: string;

  @Field(() => [TitleValue], {
    nullable: true,
    description: `Values for the title, at most ${MAX_TITLE_VALUES}. With them a monitoring tool can send one fixed document, e.g. "Alert {ACTION} for {MSG} at {TIME}".`,
  })
  readonly titleValues?: readonly TitleValue[] | null;

  @Field(() => String, { nullable: true, description: 'Body of the incident, as plain text.' })
  readonly details?: string | null;

  @Field(() => Urgency, {
    nullable: true,
    description: 'Notification urgency; decided by the service by default.',
  })
  readonly urgency?: Urgency | null;

  @Field(() => PriorityRef, { nullable: true, description: 'Priority; none by default.' })
  readonly priority?: PriorityRef | null;

  @Field(() => String, { nullable: true, description: 'Incident type name; `incident_default` by default.' })
  readonly incidentType?: string | null;

  @Field(() => TriggerTarget, {
    nullable: true,
    description:
      'Recipient of the notifications; the service’s escalation policy by default. An incident assigned to the actor starts acknowledged.',
  })
  readonly target?: TriggerTarget | null;

  @Field(() => String, {
    nullable: true,
    description: `Dedup key: 1 to ${MAX_KEY_LENGTH} characters. PagerDuty refuses a second open incident with the same key on the same service. By default the gateway generates a key, so that it can look up an unknown outcome.`,
  })
  readonly dedupKey?: string | null;

  @Field(() => DuplicatePolicy, {
    defaultValue: DuplicatePolicy.REFUSE,
    description: 'Action if an open incident with this dedupKey already exists.',
  })
  readonly onDuplicate!: DuplicatePolicy;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY_DESCRIPTION })
  readonly idempotencyKey?: string | null;

  @Field(() => UnavailablePolicy, {
    nullable: true,
    description: 'Action if PagerDuty is unavailable; FAIL by default.',
  })
  readonly whenUnavailable?: UnavailablePolicy | null;
}
