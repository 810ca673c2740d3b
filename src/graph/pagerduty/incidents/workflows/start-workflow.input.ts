import { Field, InputType } from 'type-graphql';
import { AccountField } from '../../../core/accounts/account-arg.js';
import { IDEMPOTENCY_KEY_DESCRIPTION } from '../../../core/mutations/idempotency-key.js';
import { IncidentWorkflowRef } from '../../incident-workflows/incident-workflow.ref.js';
import { IncidentRef } from '../incident.ref.js';

@InputType({ description: 'Input of startIncidentWorkflow. PagerDuty records no actor.' })
export class StartIncidentWorkflowInput {
  @AccountField('PAGERDUTY')
  readonly account?: string | null;

  @Field(() => IncidentWorkflowRef, { description: 'Workflow to start.' })
  readonly workflow!: IncidentWorkflowRef;

  @Field(() => IncidentRef, { description: 'Incident for which it runs.' })
  readonly incident!: IncidentRef;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY_DESCRIPTION })
  readonly idempotencyKey?: string | null;
}
