import { Directive, Field, InputType } from 'type-graphql';
import { PagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import { IncidentRef } from '../incident.ref.js';
import { IncidentInput } from '../mutation.input.js';

/** PagerDuty changes 250 alerts with one call. */
export const MAX_ALERTS = 250;

@Directive('@oneOf')
@InputType({ description: 'An alert of an incident: by global id or PagerDuty id.' })
export class AlertRef extends PagerDutyRef {}

/** Fields of a mutation that changes alerts of one incident. */
@InputType()
export abstract class AlertsInput extends IncidentInput {
  @Field(() => [AlertRef], { description: `Alerts of the incident, each once: 1 to ${MAX_ALERTS}.` })
  readonly alerts!: readonly AlertRef[];
}

@InputType({ description: 'Input of resolveAlerts.' })
export class ResolveAlertsInput extends AlertsInput {}

@InputType({ description: 'Input of moveAlerts.' })
export class MoveAlertsInput extends AlertsInput {
  @Field(() => IncidentRef, { description: 'Open incident that receives the alerts.' })
  readonly to!: IncidentRef;
}
