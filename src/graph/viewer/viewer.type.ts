import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { SCOPES, type Scope } from '../../config/scopes.js';
import { CloudflareAccount } from '../cloudflare/account/cloudflare-account.type.js';
import { PagerDutyAccount } from '../pagerduty/account/pagerduty-account.type.js';
import { EmailAddress } from '../core/scalars.js';
import { ListSize } from '../core/limits/list-size.js';

const ScopeEnum = Object.fromEntries(SCOPES.map((scope) => [scope, scope]));
registerEnumType(ScopeEnum, {
  name: 'Scope',
  description: 'Permission of a caller.',
  valuesConfig: {
    DESTINATIONS_READ: { description: 'Read Cloudflare destinations, policies and notifications.' },
    DESTINATIONS_WRITE: { description: 'Connect PagerDuty to Cloudflare, and delete all destinations.' },
    INCIDENTS_READ: { description: 'Read PagerDuty incidents, services and users.' },
    INCIDENTS_WRITE: { description: 'Trigger and change incidents.' },
    INCIDENTS_IMPERSONATE: { description: 'Set another user as the actor of a mutation.' },
    SCHEDULES_WRITE: { description: 'Create and delete overrides of PagerDuty schedules.' },
    POLICIES_WRITE: { description: 'Change and silence Cloudflare notification policies.' },
  },
});

@ObjectType({ description: 'The caller of this operation.', simpleResolvers: true })
export class Viewer {
  @Field({ description: 'Name of the API key, subject of the access token, or anonymous.' })
  readonly name!: string;

  @Field(() => EmailAddress, {
    nullable: true,
    description: 'E-mail of the default actor of mutations.',
  })
  readonly email!: string | null;

  @ListSize(SCOPES.length)
  @Field(() => [ScopeEnum], { description: 'Scopes granted to the caller.' })
  readonly scopes!: readonly Scope[];

  @Field(() => [CloudflareAccount], { description: 'Cloudflare accounts that the caller may read.' })
  readonly cloudflareAccounts!: readonly CloudflareAccount[];

  @Field(() => [PagerDutyAccount], { description: 'PagerDuty accounts that the caller may read.' })
  readonly pagerDutyAccounts!: readonly PagerDutyAccount[];
}
