import { Field, InputType } from 'type-graphql';
import { AccountField } from '../../core/accounts/account-arg.js';
import { EmailAddress } from '../../core/scalars.js';
import { IncidentRef } from './incident.ref.js';

/** Argument path of the incident in every mutation of one incident. */
export const INCIDENT_PATH: readonly string[] = ['input', 'incident'];

/** Fields of every incident mutation. */
@InputType()
export abstract class ActorInput {
  @AccountField('PAGERDUTY')
  readonly account?: string | null;

  @Field(() => EmailAddress, {
    nullable: true,
    description:
      'E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE.',
  })
  readonly actor?: string | null;
}

/** Fields of a mutation that changes one incident. */
@InputType()
export abstract class IncidentInput extends ActorInput {
  @Field(() => IncidentRef, { description: 'Incident to change.' })
  readonly incident!: IncidentRef;
}

/** Fields of a mutation that changes many incidents. */
@InputType()
export abstract class IncidentsInput extends ActorInput {
  @Field(() => [IncidentRef], { description: 'Incidents to change: 1 to 500.' })
  readonly incidents!: readonly IncidentRef[];
}
