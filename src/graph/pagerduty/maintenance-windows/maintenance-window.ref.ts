import { Directive, InputType } from 'type-graphql';
import { PagerDutyRef } from '../../core/ids/pagerduty-ref.js';

@Directive('@oneOf')
@InputType({ description: 'A maintenance window: by global id or PagerDuty id.' })
export class MaintenanceWindowRef extends PagerDutyRef {}
