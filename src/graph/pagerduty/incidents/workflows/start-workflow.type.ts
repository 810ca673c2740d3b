import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../../core/errors/user-error.type.js';

@ObjectType({ implements: MutationPayload, description: 'Result of startIncidentWorkflow.', simpleResolvers: true })
export class StartIncidentWorkflowPayload extends MutationPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'Id of the run, which PagerDuty’s webhooks incident.workflow.started and .completed carry; null if refused. PagerDuty has no other way to follow a run.',
  })
  readonly instanceId!: string | null;
}
