import { Directive, InputType } from 'type-graphql';
import { PagerDutyRef } from '../../core/ids/pagerduty-ref.js';

@Directive('@oneOf')
@InputType({ description: 'An escalation policy: by this gateway’s id or by PagerDuty’s own.' })
export class EscalationPolicyRef extends PagerDutyRef {}
