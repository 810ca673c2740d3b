import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { IncidentInclude, WireIncident } from '../../../upstream/pagerduty/wire.js';
import {
  isAcknowledgement,
  isAssignment,
  isPendingAction,
  isPriority,
  isReference,
  isService,
} from '../../../upstream/pagerduty/type-guards.js';
import { isObject } from '../../../shared/json.js';
import { accountOf } from '../../core/accounts/resolve-account.js';
import { toPagerDutyAccount } from '../account/pagerduty-account.map.js';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import { toAgent } from '../agents/agent.map.js';
import { Agent } from '../agents/agent.type.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import type { Context, PagerDutyAccess } from '../../core/context.js';
import { loadEscalationPolicy, toEscalationPolicy } from '../escalation-policies/escalation-policy.map.js';
import { EscalationPolicy } from '../escalation-policies/escalation-policy.type.js';
import { knownValue } from '../../core/mapping/enum-value.js';
import { toPriority } from '../priorities/priority.map.js';
import { Priority } from '../priorities/priority.type.js';
import { entries, part } from '../../core/mapping/nested-value.js';
import { withName } from '../../core/selection/expand-reference.js';
import { selectionOf } from '../../core/selection/selection.js';
import { loadService, toService } from '../services/service.map.js';
import { PagerDutyService } from '../services/service.type.js';
import { orNull } from '../../core/mutations/run-mutation.js';
import { toTeam } from '../teams/team.map.js';
import { Team } from '../teams/team.type.js';
import { toUser } from '../users/user.map.js';
import { PagerDutyUser } from '../users/user.type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { PendingActionKind } from './incident-enums.type.js';
import { includesFor } from './incident-includes.js';
import { incidentList } from './list/list-incidents.js';
import { IncidentListArgs } from './list/incident-list.input.js';
import { toIncident } from './incident.map.js';
import { findIncident, IncidentRef, locatorOf, type IncidentLocator } from './incident.ref.js';
import { Acknowledgement, ConferenceBridge, Incident, IncidentConnection, PendingAction } from './incident.type.js';
import { UsualLength } from '../../core/limits/list-size.js';

@Resolver(() => Incident)
export class IncidentResolver {
  @Requires('INCIDENTS_READ')
  @Query(() => Incident, { nullable: true, description: 'One incident; null when PagerDuty has no such incident.' })
  async incident(
    @Ctx() { pagerduty }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('by', () => IncidentRef, { description: 'Which incident.' }) by: IncidentRef,
    @Arg('account', () => String, {
      nullable: true,
      description:
        'Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it.',
    })
    account?: string | null,
  ): Promise<Incident | null> {
    const access = accountOf(pagerduty, account, { by });
    const locator = locatorOf(by, access, ['by']);
    const include = includesFor(selectionOf(info));
    const wire = await orNull(lookUp(locator, access, include));
    return wire && toIncident(wire, access, include);
  }

  @Requires('INCIDENTS_READ')
  @Query(() => IncidentConnection, {
    nullable: true,
    description:
      'The incidents of an account, newest first unless told otherwise, however many and however old. Orders other than CREATED_AT and NUMBER end at 10000 entries and reach over less than 180 days.',
  })
  incidents(
    @Ctx() { pagerduty }: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => IncidentListArgs) args: IncidentListArgs,
    @Arg('account', () => String, {
      nullable: true,
      description:
        'Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it.',
    })
    account?: string | null,
  ): Promise<Connection<Incident>> {
    return incidentList(args, accountOf(pagerduty, account, { filter: args.filter }), selectionOf(info));
  }

  @FieldResolver(() => PagerDutyAccount, { description: 'The account it belongs to.' })
  account(@Root() { access }: Incident): PagerDutyAccount {
    return toPagerDutyAccount(access);
  }

  @FieldResolver(() => PagerDutyService, { nullable: true, description: 'The service it happened on.' })
  service(
    @Root() { wire, access }: Incident,
    @Info() info: GraphQLResolveInfo,
  ): PagerDutyService | null | Promise<PagerDutyService> {
    return part(wire.service, isService, (service) =>
      withName({ wire: service, access }, info, loadService, toService),
    );
  }

  @FieldResolver(() => EscalationPolicy, { nullable: true, description: 'Who is notified in which order.' })
  escalationPolicy(
    @Root() { wire, access }: Incident,
    @Info() info: GraphQLResolveInfo,
  ): EscalationPolicy | null | Promise<EscalationPolicy> {
    return part(wire.escalation_policy, isReference, (policy) =>
      withName({ wire: policy, access }, info, loadEscalationPolicy, toEscalationPolicy),
    );
  }

  @FieldResolver(() => Priority, { nullable: true, description: 'How important it is; null when it has no priority.' })
  priority(@Root() { wire, access }: Incident): Priority | null {
    return part(wire.priority, isPriority, (priority) => toPriority(priority, access));
  }

  @UsualLength(3)
  @FieldResolver(() => [Team], { description: 'The teams it concerns.' })
  teams(@Root() { wire, access }: Incident): Team[] {
    return entries(wire.teams, isReference, (team) => toTeam(team, access));
  }

  @UsualLength(3)
  @FieldResolver(() => [PagerDutyUser], { description: 'Whom it is assigned to now; nobody once it is resolved.' })
  assignees(@Root() { wire, access }: Incident): PagerDutyUser[] {
    return entries(wire.assignments, isAssignment, ({ assignee }) => toUser(assignee, access));
  }

  @UsualLength(3)
  @FieldResolver(() => [Acknowledgement], { description: 'Who has taken it; empty when triggered or resolved.' })
  acknowledgements(@Root() { wire, access }: Incident): Acknowledgement[] {
    return entries(wire.acknowledgements, isAcknowledgement, ({ at, acknowledger }) => ({
      at,
      by: toAgent(acknowledger, access),
    }));
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who changed its status last.' })
  lastStatusChangeBy(@Root() { wire, access }: Incident): Agent | null {
    return part(wire.last_status_change_by, isReference, (by) => toAgent(by, access));
  }

  @UsualLength(3)
  @FieldResolver(() => [PendingAction], {
    description: 'What PagerDuty will do by itself and when: escalate, unacknowledge, resolve, change urgency.',
  })
  pendingActions(@Root() { wire }: Incident): PendingAction[] {
    return entries(wire.pending_actions, isPendingAction, ({ type, at }) => ({
      kind: knownValue(PendingActionKind, type),
      at,
    }));
  }

  @FieldResolver(() => ConferenceBridge, { nullable: true, description: 'Where its responders talk.' })
  conferenceBridge(@Root() { wire }: Incident): ConferenceBridge | null {
    return part(wire.conference_bridge, isObject, ({ conference_number: number, conference_url: url }) => ({
      number: typeof number === 'bigint' ? String(number) : (number ?? null),
      url: url ?? null,
    }));
  }
}

/** Several fields of one operation may ask for one incident; only one that goes by a key must be searched. */
function lookUp(
  locator: IncidentLocator,
  access: PagerDutyAccess,
  include: readonly IncidentInclude[],
): Promise<WireIncident> {
  if ('dedupKey' in locator) return findIncident(locator, access, ['by'], include);
  return access.loaders.incident.load({ id: 'id' in locator ? locator.id : String(locator.number), include });
}
