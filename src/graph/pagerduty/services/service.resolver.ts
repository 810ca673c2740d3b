import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { isReference } from '../../../upstream/pagerduty/type-guards.js';
import { entries, part } from '../../core/mapping/nested-value.js';
import type { GraphQLResolveInfo } from 'graphql';
import { accountOf } from '../../core/accounts/resolve-account.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import type { Context } from '../../core/context.js';
import type { WireService } from '../../../upstream/pagerduty/wire.js';
import { toEscalationPolicy } from '../escalation-policies/escalation-policy.map.js';
import { EscalationPolicy } from '../escalation-policies/escalation-policy.type.js';
import { knownValue } from '../../core/mapping/enum-value.js';
import { pagerDutyIdOf } from '../../core/ids/pagerduty-ref.js';
import { SearchArgs } from '../../core/pagination/page.args.js';
import { beyondReference } from '../../core/selection/expand-reference.js';
import { selectionOf } from '../../core/selection/selection.js';
import { orNull } from '../../core/mutations/run-mutation.js';
import { toTeam } from '../teams/team.map.js';
import { Team } from '../teams/team.type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { serviceList } from './list-services.js';
import { loadService, toService } from './service.map.js';
import { ServiceRef } from './service.ref.js';
import { PagerDutyService, PagerDutyServiceConnection, ServiceStatus } from './service.type.js';
import { UsualLength } from '../../core/limits/list-size.js';

@Resolver(() => PagerDutyService)
export class PagerDutyServiceResolver {
  @Requires('INCIDENTS_READ')
  @Query(() => PagerDutyService, {
    nullable: true,
    description: 'One service; null when PagerDuty has no such service.',
  })
  async service(
    @Ctx() { pagerduty }: Context,
    @Arg('by', () => ServiceRef, { description: 'Which service.' }) by: ServiceRef,
    @Arg('account', () => String, {
      nullable: true,
      description:
        'Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it.',
    })
    account?: string | null,
  ): Promise<PagerDutyService | null> {
    const access = accountOf(pagerduty, account, { by });
    const wire = await orNull(access.loaders.service.load(pagerDutyIdOf(by, 'PagerDutyService', access, ['by'])));
    return wire && toService(wire, access);
  }

  @Requires('INCIDENTS_READ')
  @Query(() => PagerDutyServiceConnection, { nullable: true, description: 'The services of an account, by name.' })
  services(
    @Ctx() { pagerduty }: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => SearchArgs) args: SearchArgs,
    @Arg('account', () => String, {
      nullable: true,
      description:
        'Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it.',
    })
    account?: string | null,
  ): Promise<Connection<PagerDutyService>> {
    return serviceList(args, pagerduty.get(account, ['account']), selectionOf(info));
  }

  @FieldResolver(() => String, { nullable: true, description: 'What the service is, in its owners’ words.' })
  description(@Root() service: PagerDutyService): Told<string> {
    return tell(service, ({ description }) => description ?? null);
  }

  @FieldResolver(() => ServiceStatus, {
    nullable: true,
    description: 'How the service is now; null for one that an incident refers to and that is gone.',
  })
  status(@Root() service: PagerDutyService): Told<ServiceStatus> {
    return tell(service, ({ status }) => knownValue(ServiceStatus, status));
  }

  @FieldResolver(() => EscalationPolicy, { nullable: true, description: 'Who is notified of its incidents.' })
  escalationPolicy(@Root() service: PagerDutyService): Told<EscalationPolicy> {
    return tell(service, ({ escalation_policy: policy }) =>
      part(policy, isReference, (one) => toEscalationPolicy(one, service.access)),
    );
  }

  @UsualLength(3)
  @FieldResolver(() => [Team], { nullable: true, description: 'The teams that own it.' })
  teams(@Root() service: PagerDutyService): Told<Team[]> {
    return tell(service, ({ teams }) => entries(teams, isReference, (team) => toTeam(team, service.access)));
  }
}

type Told<V> = V | null | Promise<V | null>;

function tell<V>(service: PagerDutyService, read: (whole: WireService) => V | null): Told<V> {
  return beyondReference(service, loadService, read);
}
