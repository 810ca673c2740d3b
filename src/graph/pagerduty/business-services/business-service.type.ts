import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { UNKNOWN_VALUE } from '../../core/mapping/enum-value.js';
import type { WireBusinessService, WireImpact } from '../../../upstream/pagerduty/wire-business-service.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';
import { ListSize } from '../../core/limits/list-size.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import { Incident } from '../incidents/incident.type.js';

/** PagerDuty names up to 100, and each incident may be one read. */
export const MAX_IMPACTING_INCIDENTS = 10;

export enum ImpactStatus {
  IMPACTED = 'impacted',
  NOT_IMPACTED = 'not_impacted',
  UNKNOWN = 'unknown',
}
registerEnumType(ImpactStatus, {
  name: 'ImpactStatus',
  description: 'Whether open incidents impact a business service.',
  valuesConfig: {
    IMPACTED: { description: 'At least 1 open incident impacts it, by its priority or because somebody marked it.' },
    NOT_IMPACTED: { description: 'No open incident impacts it.' },
    UNKNOWN: UNKNOWN_VALUE,
  },
});

@ObjectType({ description: 'Impact of open incidents on a business service.', simpleResolvers: true })
export class BusinessServiceImpact {
  readonly accountContext!: PagerDutyAccountContext;
  /** Upstream id. */
  readonly priorityId!: string | null;

  @Field(() => ImpactStatus, { description: 'Whether it is impacted now.' })
  readonly status!: ImpactStatus;
}

@ObjectType({
  implements: Node,
  description: 'Part of a business, such as a shop. Technical services support it, and their incidents impact it.',
  simpleResolvers: true,
})
export class BusinessService extends Node {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WireBusinessService;
  /** Known if the service comes from a list of impacts. */
  readonly wireImpact?: WireImpact;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the business service.' })
  readonly name!: string | null;
}

export const BusinessServiceConnection = createConnectionType(BusinessService, 'BusinessService', 'business services');

@ObjectType({ description: 'Business services that are impacted now.', simpleResolvers: true })
export class ImpactedBusinessServices {
  @Field(() => [BusinessService], { description: 'The most impacted ones, at most 200; only those at the top.' })
  readonly services!: readonly BusinessService[];

  @Field({ description: 'Whether there are more, which PagerDuty lists nowhere.' })
  readonly hasMore!: boolean;
}

@ObjectType({ description: 'Open incidents that impact a business service.', simpleResolvers: true })
export class ImpactingIncidents {
  @ListSize(10)
  @Field(() => [Incident], { description: `The first ${MAX_IMPACTING_INCIDENTS} incidents, in PagerDuty’s order.` })
  readonly incidents!: readonly Incident[];

  @Field({ description: 'Whether more incidents impact it.' })
  readonly hasMore!: boolean;
}
