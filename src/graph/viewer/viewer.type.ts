import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { SCOPES, type Scope } from '../../config/scopes.js';
import { CloudflareAccount } from '../cloudflare/account/cloudflare-account.type.js';
import { PagerDutyAccount } from '../pagerduty/account/pagerduty-account.type.js';
import { EmailAddress } from '../core/scalars.js';
import { ListSize } from '../core/limits/list-size.js';

const ScopeEnum = Object.fromEntries(SCOPES.map((scope) => [scope, scope]));
registerEnumType(ScopeEnum, {
  name: 'Scope',
  description: 'What a caller can be allowed to do.',
  valuesConfig: {
    DESTINATIONS_READ: { description: 'Look at what Cloudflare notifies.' },
    DESTINATIONS_WRITE: { description: 'Connect PagerDuty to Cloudflare, and delete every destination.' },
    INCIDENTS_READ: { description: 'Look at PagerDuty’s incidents, services and people.' },
    INCIDENTS_WRITE: { description: 'Trigger and change incidents.' },
    INCIDENTS_IMPERSONATE: { description: 'May name another person as the actor.' },
  },
});

@ObjectType({ description: 'The caller as this gateway sees it.', simpleResolvers: true })
export class Viewer {
  @Field({ description: 'What the operator calls the caller; a token’s subject, or anonymous.' })
  readonly name!: string;

  @Field(() => EmailAddress, {
    nullable: true,
    description: 'In whose name changes are made unless the input says otherwise.',
  })
  readonly email!: string | null;

  @ListSize(SCOPES.length)
  @Field(() => [ScopeEnum], { description: 'What the caller may do.' })
  readonly scopes!: readonly Scope[];

  @Field(() => [CloudflareAccount], { description: 'Accounts the caller may look at.' })
  readonly cloudflareAccounts!: readonly CloudflareAccount[];

  @Field(() => [PagerDutyAccount], { description: 'Accounts the caller may look at.' })
  readonly pagerDutyAccounts!: readonly PagerDutyAccount[];
}
