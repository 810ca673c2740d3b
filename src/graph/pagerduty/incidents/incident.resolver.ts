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
import { resolveAccount } from '../../core/accounts/resolve-account.js';
import { toPagerDutyAccount } from '../account/pagerduty-account.map.js';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import { toAgent } from '../agents/agent.map.js';
import { Agent } from '../agents/agent.type.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import type { Context, PagerDutyAccountContext } from '../../core/context.js';
import { loadEscalationPolicy, toEscalationPolicy } from '../escalation-policies/escalation-policy.map.js';
import { EscalationPolicy } from '../escalation-policies/escalation-policy.type.js';
import { toEnumValue } from '../../core/mapping/enum-value.js';
import { toPriority } from '../priorities/priority.map.js';
import { Priority } from '../priorities/priority.type.js';
import { mapNestedList, mapNestedValue } from '../../core/mapping/nested-value.js';
import { mapWithName } from '../../core/selection/expand-reference.js';
import { getSelection } from '../../core/selection/selection.js';
import { loadService, toService } from '../services/service.map.js';
import { PagerDutyService } from '../services/service.type.js';
import { nullIfNotFound } from '../../core/mutations/run-mutation.js';
import { toTeam } from '../teams/team.map.js';
import { Team } from '../teams/team.type.js';
import { toUser } from '../users/user.map.js';
import { PagerDutyUser } from '../users/user.type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { PendingActionKind } from './incident-enums.type.js';
import { selectIncludes } from './incident-includes.js';
import { listIncidents } from './list/list-incidents.js';
import { IncidentListArgs } from './list/incident-list.input.js';
import { toIncident } from './incident.map.js';
import { findIncident, IncidentRef, parseIncidentRef, type IncidentLocator } from './incident.ref.js';
import { Acknowledgement, ConferenceBridge, Incident, IncidentConnection, PendingAction } from './incident.type.js';
import { ListSize } from '../../core/limits/list-size.js';

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
    const accountContext = resolveAccount(pagerduty, account, { by });
    const locator = parseIncidentRef(by, accountContext, ['by']);
    const include = selectIncludes(getSelection(info));
    const wire = await nullIfNotFound(loadIncident(locator, accountContext, include));
    return wire && toIncident(wire, accountContext, include);
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
    return listIncidents(args, resolveAccount(pagerduty, account, { filter: args.filter }), getSelection(info));
  }

  @FieldResolver(() => PagerDutyAccount, { description: 'The account it belongs to.' })
  account(@Root() { accountContext }: Incident): PagerDutyAccount {
    return toPagerDutyAccount(accountContext);
  }

  @FieldResolver(() => PagerDutyService, { nullable: true, description: 'The service it happened on.' })
  service(
    @Root() { wire, accountContext }: Incident,
    @Info() info: GraphQLResolveInfo,
  ): PagerDutyService | null | Promise<PagerDutyService> {
    return mapNestedValue(wire.service, isService, (service) =>
      mapWithName({ wire: service, accountContext }, info, loadService, toService),
    );
  }

  @FieldResolver(() => EscalationPolicy, { nullable: true, description: 'Who is notified in which order.' })
  escalationPolicy(
    @Root() { wire, accountContext }: Incident,
    @Info() info: GraphQLResolveInfo,
  ): EscalationPolicy | null | Promise<EscalationPolicy> {
    return mapNestedValue(wire.escalation_policy, isReference, (policy) =>
      mapWithName({ wire: policy, accountContext }, info, loadEscalationPolicy, toEscalationPolicy),
    );
  }

  @FieldResolver(() => Priority, { nullable: true, description: 'How important it is; null when it has no priority.' })
  priority(@Root() { wire, accountContext }: Incident): Priority | null {
    return mapNestedValue(wire.priority, isPriority, (priority) => toPriority(priority, accountContext));
  }

  @ListSize(3)
  @FieldResolver(() => [Team], { description: 'The teams it concerns.' })
  teams(@Root() { wire, accountContext }: Incident): Team[] {
    return mapNestedList(wire.teams, isReference, (team) => toTeam(team, accountContext));
  }

  @ListSize(3)
  @FieldResolver(() => [PagerDutyUser], { description: 'Whom it is assigned to now; nobody once it is resolved.' })
  assignees(@Root() { wire, accountContext }: Incident): PagerDutyUser[] {
    return mapNestedList(wire.assignments, isAssignment, ({ assignee }) => toUser(assignee, accountContext));
  }

  @ListSize(3)
  @FieldResolver(() => [Acknowledgement], { description: 'Who has taken it; empty when triggered or resolved.' })
  acknowledgements(@Root() { wire, accountContext }: Incident): Acknowledgement[] {
    return mapNestedList(wire.acknowledgements, isAcknowledgement, ({ at, acknowledger }) => ({
      at,
      by: toAgent(acknowledger, accountContext),
    }));
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who changed its status last.' })
  lastStatusChangeBy(@Root() { wire, accountContext }: Incident): Agent | null {
    return mapNestedValue(wire.last_status_change_by, isReference, (by) => toAgent(by, accountContext));
  }

  @ListSize(3)
  @FieldResolver(() => [PendingAction], {
    description: 'What PagerDuty will do by itself and when: escalate, unacknowledge, resolve, change urgency.',
  })
  pendingActions(@Root() { wire }: Incident): PendingAction[] {
    return mapNestedList(wire.pending_actions, isPendingAction, ({ type, at }) => ({
      kind: toEnumValue(PendingActionKind, type),
      at,
    }));
  }

  @FieldResolver(() => ConferenceBridge, { nullable: true, description: 'Where its responders talk.' })
  conferenceBridge(@Root() { wire }: Incident): ConferenceBridge | null {
    return mapNestedValue(wire.conference_bridge, isObject, ({ conference_number: number, conference_url: url }) => ({
      number: typeof number === 'bigint' ? String(number) : (number ?? null),
      url: url ?? null,
    }));
  }
}

/** Several fields of one operation may ask for one incident; only one that goes by a key must be searched. */
function loadIncident(
  locator: IncidentLocator,
  accountContext: PagerDutyAccountContext,
  include: readonly IncidentInclude[],
): Promise<WireIncident> {
  if ('dedupKey' in locator) return findIncident(locator, accountContext, ['by'], include);
  return accountContext.loaders.incident.load({ id: 'id' in locator ? locator.id : String(locator.number), include });
}
