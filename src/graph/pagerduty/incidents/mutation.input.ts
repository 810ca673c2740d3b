import { Field, InputType } from 'type-graphql';
import { AccountField } from '../../core/accounts/account-arg.js';
import { ActorInput } from '../../core/mutations/actor.input.js';
import { IncidentRef } from './incident.ref.js';

export const MAX_BULK_INCIDENTS = 500;

/** Argument path of the incident in every mutation of one incident. */
export const INCIDENT_PATH: readonly string[] = ['input', 'incident'];

/** Fields of a mutation of one incident for which PagerDuty expects no actor. */
@InputType()
export abstract class ActorlessIncidentInput {
  @AccountField('PAGERDUTY')
  readonly account?: string | null;

  @Field(() => IncidentRef, { description: 'Incident to change.' })
  readonly incident!: IncidentRef;
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
  @Field(() => [IncidentRef], { description: `Incidents to change: 1 to ${MAX_BULK_INCIDENTS}.` })
  readonly incidents!: readonly IncidentRef[];
}
