import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';

export enum PagerDutyRegion {
  US = 'US',
  EU = 'EU',
  CUSTOM = 'CUSTOM',
}
registerEnumType(PagerDutyRegion, {
  name: 'PagerDutyRegion',
  description: 'Where a PagerDuty account lives.',
  valuesConfig: {
    US: { description: 'api.pagerduty.com' },
    EU: { description: 'api.eu.pagerduty.com' },
    CUSTOM: { description: 'Another address, set by the operator: a proxy, a test or the sandbox.' },
  },
});

@ObjectType({ implements: Node, description: 'A configured PagerDuty account.', simpleResolvers: true })
export class PagerDutyAccount extends Node {
  readonly accountContext!: PagerDutyAccountContext;

  @Field({
    description: 'Name of this account in the gateway’s configuration, e.g. main: what `account` arguments take.',
  })
  readonly key!: string;

  @Field(() => PagerDutyRegion, { description: 'PagerDuty’s service region of the account.' })
  readonly region!: keyof typeof PagerDutyRegion;
}
