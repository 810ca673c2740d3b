import { Field, Int, ObjectType } from 'type-graphql';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { DateTime } from '../../core/scalars.js';

@ObjectType({
  description: 'Triggers and alert events of all callers that wait until PagerDuty is available.',
  simpleResolvers: true,
})
export class PagerDutyOutbox {
  readonly accountContext!: PagerDutyAccountContext;

  @Field(() => Int, { description: 'Number of queued triggers that wait.' })
  readonly waiting!: number;

  @Field(() => DateTime, { nullable: true, description: 'Time at which the oldest was stored; null if nothing waits.' })
  readonly oldestQueuedAt!: Date | null;
}
