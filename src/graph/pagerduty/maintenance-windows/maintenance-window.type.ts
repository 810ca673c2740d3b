import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Agent } from '../agents/agent.type.js';
import { Node } from '../../core/ids/node.type.js';
import { ListSize } from '../../core/limits/list-size.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import { DateTime, Uri } from '../../core/scalars.js';
import { PagerDutyService } from '../services/service.type.js';

export enum MaintenanceWindowStatus {
  FUTURE = 'future',
  ONGOING = 'ongoing',
  PAST = 'past',
}
registerEnumType(MaintenanceWindowStatus, {
  name: 'MaintenanceWindowStatus',
  description: 'Whether a maintenance window has begun or ended, by PagerDuty’s clock.',
  valuesConfig: {
    FUTURE: { description: 'It has not begun; nothing is silenced yet.' },
    ONGOING: { description: 'It is running; its services accept no new incidents.' },
    PAST: { description: 'It is over.' },
  },
});

@ObjectType({
  implements: Node,
  description:
    'A time in which services accept no new incidents, whoever reports them. Events sent meanwhile are lost. Open incidents stay open and can still notify people.',
  simpleResolvers: true,
})
export class MaintenanceWindow extends Node {
  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'Reason, written by whoever created it.' })
  readonly description!: string | null;

  @Field(() => MaintenanceWindowStatus, { description: 'Status when it was read.' })
  readonly status!: MaintenanceWindowStatus;

  @Field(() => DateTime, { description: 'Start of the silence.' })
  readonly start!: string;

  @Field(() => DateTime, { description: 'End of the silence.' })
  readonly end!: string;

  @ListSize(3)
  @Field(() => [PagerDutyService], { description: 'All services that it silences.' })
  readonly services!: readonly PagerDutyService[];

  @Field(() => Agent, { nullable: true, description: 'Creator of the window.' })
  readonly createdBy!: Agent | null;

  @Field(() => Uri, { nullable: true, description: 'URL of the window in PagerDuty.' })
  readonly url!: string | null;
}

export const MaintenanceWindowConnection = createConnectionType(
  MaintenanceWindow,
  'MaintenanceWindow',
  'maintenance windows',
);
