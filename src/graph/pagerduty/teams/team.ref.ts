import { Directive, InputType } from 'type-graphql';
import { PagerDutyRef } from '../../core/ids/pagerduty-ref.js';

@Directive('@oneOf')
@InputType({ description: 'A PagerDuty team: by this gateway’s id or by PagerDuty’s own.' })
export class TeamRef extends PagerDutyRef {}
