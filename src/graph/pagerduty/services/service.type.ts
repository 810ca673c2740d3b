import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { WireService } from '../../../upstream/pagerduty/wire.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';
import { Uri } from '../../core/scalars.js';

export enum ServiceStatus {
  ACTIVE = 'active',
  WARNING = 'warning',
  CRITICAL = 'critical',
  MAINTENANCE = 'maintenance',
  DISABLED = 'disabled',
  UNKNOWN = 'unknown',
}
registerEnumType(ServiceStatus, {
  name: 'ServiceStatus',
  description: 'How a service is, judged by its open incidents.',
  valuesConfig: {
    ACTIVE: { description: 'No open incident.' },
    WARNING: { description: 'Open incidents, all acknowledged.' },
    CRITICAL: { description: 'At least one triggered incident.' },
    MAINTENANCE: { description: 'In a maintenance window; takes no new incident.' },
    DISABLED: { description: 'Switched off; takes no new incident.' },
    UNKNOWN: { description: 'A value newer than this gateway.' },
  },
});

@ObjectType({
  implements: Node,
  description: 'A PagerDuty service: what incidents happen on.',
  simpleResolvers: true,
})
export class PagerDutyService extends Node {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WireService;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'The service’s name.' })
  readonly name!: string | null;

  @Field(() => Uri, { nullable: true, description: 'The service’s page in PagerDuty.' })
  readonly url!: string | null;
}

export const PagerDutyServiceConnection = createConnectionType(PagerDutyService, 'PagerDutyService', 'services');
