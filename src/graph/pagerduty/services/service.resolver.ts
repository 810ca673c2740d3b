import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { isReference } from '../../../upstream/pagerduty/type-guards.js';
import { mapNestedList, mapNestedValue } from '../../core/mapping/nested-value.js';
import type { GraphQLResolveInfo } from 'graphql';
import { AccountArg } from '../../core/accounts/account-arg.js';
import { resolveAccount } from '../../core/accounts/resolve-account.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import type { Context } from '../../core/context.js';
import type { WireService } from '../../../upstream/pagerduty/wire.js';
import { toEscalationPolicy } from '../escalation-policies/escalation-policy.map.js';
import { EscalationPolicy } from '../escalation-policies/escalation-policy.type.js';
import { toEnumValue } from '../../core/mapping/enum-value.js';
import { parsePagerDutyRef } from '../../core/ids/pagerduty-ref.js';
import { SearchArgs } from '../../core/pagination/page.args.js';
import { resolveFromFullObject } from '../../core/selection/expand-reference.js';
import { getSelection } from '../../core/selection/selection.js';
import { nullIfNotFound } from '../../core/errors/null-if-not-found.js';
import { toTeam } from '../teams/team.map.js';
import { Team } from '../teams/team.type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { listServices } from './list-services.js';
import { loadService, toService } from './service.map.js';
import { ServiceRef } from './service.ref.js';
import { PagerDutyService, PagerDutyServiceConnection, ServiceStatus } from './service.type.js';
import { ListSize } from '../../core/limits/list-size.js';

@Resolver(() => PagerDutyService)
export class PagerDutyServiceResolver {
  @Requires('INCIDENTS_READ')
  @Query(() => PagerDutyService, {
    nullable: true,
    description: 'One service, or null if PagerDuty has no such service.',
  })
  async service(
    @Ctx() { pagerduty }: Context,
    @Arg('by', () => ServiceRef, { description: 'Service to read.' }) by: ServiceRef,
    @AccountArg('PAGERDUTY') account?: string | null,
  ): Promise<PagerDutyService | null> {
    const accountContext = resolveAccount(pagerduty, account, { by });
    const wire = await nullIfNotFound(
      accountContext.loaders.service.load(parsePagerDutyRef(by, 'PagerDutyService', accountContext, ['by'])),
    );
    return wire && toService(wire, accountContext);
  }

  @Requires('INCIDENTS_READ')
  @Query(() => PagerDutyServiceConnection, { nullable: true, description: 'Services of an account, by name.' })
  services(
    @Ctx() { pagerduty }: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => SearchArgs) args: SearchArgs,
    @AccountArg('PAGERDUTY') account?: string | null,
  ): Promise<Connection<PagerDutyService>> {
    return listServices(args, pagerduty.get(account, ['account']), getSelection(info));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Description, written by the owners of the service.' })
  description(@Root() service: PagerDutyService): FieldValue<string> {
    return readField(service, ({ description }) => description ?? null);
  }

  @FieldResolver(() => ServiceStatus, {
    nullable: true,
    description: 'Current status; null if an incident refers to the service but it no longer exists.',
  })
  status(@Root() service: PagerDutyService): FieldValue<ServiceStatus> {
    return readField(service, ({ status }) => toEnumValue(ServiceStatus, status));
  }

  @FieldResolver(() => EscalationPolicy, {
    nullable: true,
    description: 'Escalation policy for incidents on the service.',
  })
  escalationPolicy(@Root() service: PagerDutyService): FieldValue<EscalationPolicy> {
    return readField(service, ({ escalation_policy: policy }) =>
      mapNestedValue(policy, isReference, (one) => toEscalationPolicy(one, service.accountContext)),
    );
  }

  @ListSize(3)
  @FieldResolver(() => [Team], { nullable: true, description: 'Teams that own the service.' })
  teams(@Root() service: PagerDutyService): FieldValue<Team[]> {
    return readField(service, ({ teams }) =>
      mapNestedList(teams, isReference, (team) => toTeam(team, service.accountContext)),
    );
  }
}

type FieldValue<V> = V | null | Promise<V | null>;

function readField<V>(service: PagerDutyService, read: (full: WireService) => V | null): FieldValue<V> {
  return resolveFromFullObject(service, loadService, read);
}
