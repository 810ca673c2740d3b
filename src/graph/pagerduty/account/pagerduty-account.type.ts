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
  description: 'Service region of a PagerDuty account.',
  valuesConfig: {
    US: { description: 'api.pagerduty.com' },
    EU: { description: 'api.eu.pagerduty.com' },
    CUSTOM: { description: 'Another base URL, set by the operator: a proxy, a test or the sandbox.' },
  },
});

@ObjectType({ implements: Node, description: 'A configured PagerDuty account.', simpleResolvers: true })
export class PagerDutyAccount extends Node {
  readonly accountContext!: PagerDutyAccountContext;

  @Field({
    description: 'Key of the account in the gateway configuration, e.g. main; the value for `account` arguments.',
  })
  readonly key!: string;

  @Field(() => PagerDutyRegion, { description: 'Service region of the account.' })
  readonly region!: keyof typeof PagerDutyRegion;
}
