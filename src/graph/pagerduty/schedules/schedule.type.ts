import { Field, ObjectType } from 'type-graphql';
import type { WireSchedule } from '../../../upstream/pagerduty/wire-schedule.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import { DateTime, Uri } from '../../core/scalars.js';
import { PagerDutyUser } from '../users/user.type.js';

@ObjectType({ implements: Node, description: 'An on-call schedule.', simpleResolvers: true })
export class Schedule extends Node {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WireSchedule;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the schedule.' })
  readonly name!: string | null;

  @Field(() => Uri, { nullable: true, description: 'URL of the schedule in PagerDuty.' })
  readonly url!: string | null;
}

@ObjectType({
  description: 'A period in which a user is on call by a schedule, overrides included.',
  simpleResolvers: true,
})
export class ScheduleShift {
  @Field(() => PagerDutyUser, { nullable: true, description: 'User on call.' })
  readonly user!: PagerDutyUser | null;

  @Field(() => DateTime, { description: 'Start of the shift, or of the window if that is later.' })
  readonly start!: string;

  @Field(() => DateTime, { description: 'End of the shift, or of the window if that is earlier.' })
  readonly end!: string;
}

export const ScheduleConnection = createConnectionType(Schedule, 'Schedule', 'schedules');
