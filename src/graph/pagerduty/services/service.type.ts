import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { UNKNOWN_VALUE } from '../../core/mapping/enum-value.js';
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
  description: 'Status of a service, derived from its open incidents.',
  valuesConfig: {
    ACTIVE: { description: 'No open incidents.' },
    WARNING: { description: 'Open incidents, all acknowledged.' },
    CRITICAL: { description: 'At least 1 triggered incident.' },
    MAINTENANCE: { description: 'In a maintenance window; accepts no new incidents.' },
    DISABLED: { description: 'Disabled; accepts no new incidents.' },
    UNKNOWN: UNKNOWN_VALUE,
  },
});

@Directive('@key(fields: "account name")')
@ObjectType({
  implements: Node,
  description: 'A PagerDuty service, on which incidents occur.',
  simpleResolvers: true,
})
export class PagerDutyService extends Node {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WireService;

  @Field({ description: 'Key of the account in the gateway configuration, e.g. main.' })
  readonly account!: string;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the service.' })
  readonly name!: string | null;

  @Field(() => Uri, { nullable: true, description: 'URL of the service in PagerDuty.' })
  readonly url!: string | null;
}

export const PagerDutyServiceConnection = createConnectionType(PagerDutyService, 'PagerDutyService', 'services');
