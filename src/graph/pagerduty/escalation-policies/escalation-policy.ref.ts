import { Directive, InputType } from 'type-graphql';
import { PagerDutyRef } from '../../core/ids/pagerduty-ref.js';

@Directive('@oneOf')
@InputType({ description: 'An escalation policy: by global id or PagerDuty id.' })
export class EscalationPolicyRef extends PagerDutyRef {}
