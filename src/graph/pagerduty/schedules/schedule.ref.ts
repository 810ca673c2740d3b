import { Directive, InputType } from 'type-graphql';
import { PagerDutyRef } from '../../core/ids/pagerduty-ref.js';

@Directive('@oneOf')
@InputType({ description: 'A PagerDuty schedule: by global id or PagerDuty id.' })
export class ScheduleRef extends PagerDutyRef {}
