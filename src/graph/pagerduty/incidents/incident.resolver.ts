import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { IncidentInclude, WireIncident } from '../../../upstream/pagerduty/wire.js';
import {
  isAcknowledgement,
  isAssignment,
  isPendingAction,
  isPriority,
  isReference,
  isResponder,
  isService,
} from '../../../upstream/pagerduty/type-guards.js';
import { isObject } from '../../../shared/json.js';
import { AccountArg } from '../../core/accounts/account-arg.js';
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
import { nullIfNotFound } from '../../core/errors/null-if-not-found.js';
import { toTeam } from '../teams/team.map.js';
import { Team } from '../teams/team.type.js';
import { toUser } from '../users/user.map.js';
import { PagerDutyUser } from '../users/user.type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { PendingActionKind } from './incident-enums.type.js';
import { selectIncludes } from './incident-includes.js';
import { listIncidents } from './list/list-incidents.js';
import { IncidentListArgs } from './list/incident-list.args.js';
import { toIncident } from './incident.map.js';
import { findIncident } from './find-incident.js';
import { IncidentRef, parseIncidentRef, type IncidentLocator } from './incident.ref.js';
import { Acknowledgement, ConferenceBridge, Incident, IncidentConnection, PendingAction } from './incident.type.js';
import { toResponder } from './responders/responder.map.js';
import { IncidentResponder } from './responders/responder.type.js';
import { ListSize } from '../../core/limits/list-size.js';
import { MAX_OFFSET } from '../../../upstream/pagerduty/limits.js';

@Resolver(() => Incident)
export class IncidentResolver {
  @Requires('INCIDENTS_READ')
  @Query(() => Incident, { nullable: true, description: 'One incident, or null if PagerDuty has no such incident.' })
  async incident(
    @Ctx() { pagerduty }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('by', () => IncidentRef, { description: 'Incident to read.' }) by: IncidentRef,
    @AccountArg('PAGERDUTY') account?: string | null,
  ): Promise<Incident | null> {
    const accountContext = resolveAccount(pagerduty, account, { by });
    const locator = parseIncidentRef(by, accountContext, ['by']);
    const include = selectIncludes(getSelection(info));
    const wire = await nullIfNotFound(readLocatedIncident(locator, accountContext, include));
    return wire && toIncident(wire, accountContext, include);
  }

  @Requires('INCIDENTS_READ')
  @Query(() => IncidentConnection, {
    nullable: true,
    description: `Incidents of an account, newest first by default, without a limit on count or age. Orders other than CREATED_AT and NUMBER end at ${MAX_OFFSET} entries and cover less than 180 days.`,
  })
  incidents(
    @Ctx() { pagerduty }: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => IncidentListArgs) args: IncidentListArgs,
    @AccountArg('PAGERDUTY') account?: string | null,
  ): Promise<Connection<Incident>> {
    return listIncidents(args, resolveAccount(pagerduty, account, { filter: args.filter }), getSelection(info));
  }

  @FieldResolver(() => PagerDutyAccount, { description: 'PagerDuty account of the incident.' })
  account(@Root() { accountContext }: Incident): PagerDutyAccount {
    return toPagerDutyAccount(accountContext);
  }

  @FieldResolver(() => PagerDutyService, { nullable: true, description: 'Affected service.' })
  service(
    @Root() { wire, accountContext }: Incident,
    @Info() info: GraphQLResolveInfo,
  ): PagerDutyService | null | Promise<PagerDutyService> {
    return mapNestedValue(wire.service, isService, (service) =>
      mapWithName({ wire: service, accountContext }, info, loadService, toService),
    );
  }

  @FieldResolver(() => EscalationPolicy, {
    nullable: true,
    description: 'Escalation policy that decides who is notified.',
  })
  escalationPolicy(
    @Root() { wire, accountContext }: Incident,
    @Info() info: GraphQLResolveInfo,
  ): EscalationPolicy | null | Promise<EscalationPolicy> {
    return mapNestedValue(wire.escalation_policy, isReference, (policy) =>
      mapWithName({ wire: policy, accountContext }, info, loadEscalationPolicy, toEscalationPolicy),
    );
  }

  @FieldResolver(() => Priority, { nullable: true, description: 'Priority, or null if none is set.' })
  priority(@Root() { wire, accountContext }: Incident): Priority | null {
    return mapNestedValue(wire.priority, isPriority, (priority) => toPriority(priority, accountContext));
  }

  @ListSize(3)
  @FieldResolver(() => [Team], { description: 'Teams of the incident.' })
  teams(@Root() { wire, accountContext }: Incident): Team[] {
    return mapNestedList(wire.teams, isReference, (team) => toTeam(team, accountContext));
  }

  @ListSize(3)
  @FieldResolver(() => [PagerDutyUser], { description: 'Current assignees; empty once the incident is resolved.' })
  assignees(@Root() { wire, accountContext }: Incident): PagerDutyUser[] {
    return mapNestedList(wire.assignments, isAssignment, ({ assignee }) => toUser(assignee, accountContext));
  }

  @ListSize(3)
  @FieldResolver(() => [Acknowledgement], {
    description: 'Acknowledgements; empty while the incident is triggered and once it is resolved.',
  })
  acknowledgements(@Root() { wire, accountContext }: Incident): Acknowledgement[] {
    return mapNestedList(wire.acknowledgements, isAcknowledgement, ({ at, acknowledger }) => ({
      at,
      by: toAgent(acknowledger, accountContext),
    }));
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'User or integration that last changed the status.' })
  lastStatusChangeBy(@Root() { wire, accountContext }: Incident): Agent | null {
    return mapNestedValue(wire.last_status_change_by, isReference, (by) => toAgent(by, accountContext));
  }

  @ListSize(3)
  @FieldResolver(() => [PendingAction], {
    description: 'Actions that PagerDuty will take automatically: escalate, unacknowledge, resolve, change urgency.',
  })
  pendingActions(@Root() { wire }: Incident): PendingAction[] {
    return mapNestedList(wire.pending_actions, isPendingAction, ({ type, at }) => ({
      kind: toEnumValue(PendingActionKind, type),
      at,
    }));
  }

  @ListSize(3)
  @FieldResolver(() => [IncidentResponder], { description: 'People who were requested to help, with their replies.' })
  responders(@Root() { wire, accountContext }: Incident): IncidentResponder[] {
    return mapNestedList(wire.incidents_responders, isResponder, (responder) => toResponder(responder, accountContext));
  }

  @FieldResolver(() => ConferenceBridge, { nullable: true, description: 'Conference bridge of the responders.' })
  conferenceBridge(@Root() { wire }: Incident): ConferenceBridge | null {
    return mapNestedValue(wire.conference_bridge, isObject, ({ conference_number: number, conference_url: url }) => ({
      number: typeof number === 'bigint' ? String(number) : (number ?? null),
      url: url ?? null,
    }));
  }
}

/** The loader shares one read between fields of an operation. A dedup key is not an id, so it needs a search. */
function readLocatedIncident(
  locator: IncidentLocator,
  accountContext: PagerDutyAccountContext,
  include: readonly IncidentInclude[],
): Promise<WireIncident> {
  if ('dedupKey' in locator) return findIncident(locator, accountContext, ['by'], include);
  return accountContext.loaders.incident.load({ id: 'id' in locator ? locator.id : String(locator.number), include });
}
