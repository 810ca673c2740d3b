import type { GraphQLResolveInfo } from 'graphql';
import { FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { isReference } from '../../../upstream/pagerduty/type-guards.js';
import type { WireBusinessService } from '../../../upstream/pagerduty/wire-business-service.js';
import { countOmitted, findEntry, markPartial } from '../../../upstream/transport/partial-list.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { nullIfNotFound } from '../../core/errors/null-if-not-found.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import { resolveFromFullObject, type LoadFullObject } from '../../core/selection/expand-reference.js';
import { getSelection } from '../../core/selection/selection.js';
import { selectIncludes } from '../incidents/incident-includes.js';
import { toIncident } from '../incidents/incident.map.js';
import { toPriority } from '../priorities/priority.map.js';
import { Priority } from '../priorities/priority.type.js';
import { toTeam } from '../teams/team.map.js';
import { Team } from '../teams/team.type.js';
import { toImpact } from './business-service.map.js';
import {
  BusinessService,
  BusinessServiceImpact,
  ImpactingIncidents,
  MAX_IMPACTING_INCIDENTS,
} from './business-service.type.js';

const loadBusinessService: LoadFullObject<WireBusinessService> = ({ loaders }, id) => loaders.businessService.load(id);

@Resolver(() => BusinessService)
export class BusinessServiceResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Description, written by its owners.' })
  description(@Root() service: BusinessService): FieldValue<string> {
    return readField(service, ({ description }) => description || null);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Contact person or group, as text.' })
  pointOfContact(@Root() service: BusinessService): FieldValue<string> {
    return readField(service, ({ point_of_contact: contact }) => contact || null);
  }

  @FieldResolver(() => Team, { nullable: true, description: 'Team that owns it.' })
  team(@Root() service: BusinessService): FieldValue<Team> {
    return readField(service, ({ team }) =>
      mapNestedValue(team, isReference, (one) => toTeam(one, service.accountContext)),
    );
  }

  @Requires('INCIDENTS_READ', 'ONCE')
  @FieldResolver(() => BusinessServiceImpact, {
    nullable: true,
    description: 'Impact of open incidents now; null if PagerDuty returns none.',
  })
  async impact(
    @Root() { accountContext, pagerDutyId, wireImpact }: BusinessService,
  ): Promise<BusinessServiceImpact | null> {
    const wire = wireImpact ?? (await accountContext.loaders.impact.load(pagerDutyId));
    return wire && toImpact(wire, accountContext);
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => ImpactingIncidents, { nullable: true, description: 'Open incidents that impact it.' })
  async impactingIncidents(
    @Root() { accountContext, pagerDutyId }: BusinessService,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ImpactingIncidents> {
    const { items, more } = await accountContext.client.listImpactors(pagerDutyId);
    const include = selectIncludes(getSelection(info).at('incidents'));
    // All at once, because the loader finds many open incidents in one list, and limits its reads in flight.
    const incidents = await Promise.all(
      items
        .slice(0, MAX_IMPACTING_INCIDENTS)
        .map(({ id }) => nullIfNotFound(accountContext.loaders.incident.load({ id, include }))),
    );
    const existing = incidents.flatMap((wire) => (wire ? [toIncident(wire, accountContext, include)] : []));
    return {
      incidents: markPartial(existing, countOmitted(items)),
      hasMore: more || items.length > MAX_IMPACTING_INCIDENTS,
    };
  }
}

@Resolver(() => BusinessServiceImpact)
export class BusinessServiceImpactResolver {
  @Requires('INCIDENTS_READ', 'ONCE')
  @FieldResolver(() => Priority, {
    nullable: true,
    description: 'Most important priority among the incidents that impact it.',
  })
  async highestPriority(@Root() { accountContext, priorityId }: BusinessServiceImpact): Promise<Priority | null> {
    if (priorityId === null) return null;
    const found = findEntry(await accountContext.loaders.priorities(), ({ id }) => id === priorityId);
    return found ? toPriority(found, accountContext) : null;
  }
}

type FieldValue<V> = V | null | Promise<V | null>;

function readField<V>(service: BusinessService, read: (full: WireBusinessService) => V | null): FieldValue<V> {
  return resolveFromFullObject(service, loadBusinessService, read);
}
