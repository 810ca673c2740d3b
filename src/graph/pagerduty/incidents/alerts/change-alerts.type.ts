import { Field, Int, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../../core/errors/user-error.type.js';
import { Alert } from '../../alerts/alert.type.js';
import { Incident } from '../incident.type.js';

@ObjectType({ description: 'Result for one alert.', simpleResolvers: true })
export class AlertResult {
  @Field(() => Int, { description: 'Index in `alerts` of the input, starting at 0.' })
  readonly index!: number;

  @Field({ description: 'False if the alert already was as requested.' })
  readonly changed!: boolean;

  @Field(() => Alert, { nullable: true, description: 'The alert after the mutation; null if the response lacks it.' })
  readonly alert!: Alert | null;
}

/** Base of the payloads of all changes of alerts. */
@ObjectType({ simpleResolvers: true })
export abstract class AlertsPayload extends MutationPayload {
  @Field(() => [AlertResult], {
    description: 'One result per entry of `alerts`, in its order; empty if refused. All alerts are changed or none.',
  })
  readonly results!: readonly AlertResult[];

  @Field(() => Incident, { nullable: true, description: 'The incident that has the alerts now, or null if refused.' })
  readonly incident!: Incident | null;
}

@ObjectType({ implements: MutationPayload, description: 'Result of resolveAlerts.', simpleResolvers: true })
export class ResolveAlertsPayload extends AlertsPayload {}

@ObjectType({ implements: MutationPayload, description: 'Result of moveAlerts.', simpleResolvers: true })
export class MoveAlertsPayload extends AlertsPayload {}
