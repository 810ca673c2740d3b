import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Field, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import { isRelationship } from '../../../../upstream/pagerduty/type-guards.js';
import { mapEntries } from '../../../../upstream/transport/partial-list.js';
import type {
  WirePartialIncident,
  WireRelatedIncident,
  WireRelatedServices,
  WireRelationship,
} from '../../../../upstream/pagerduty/wire-incident-context.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { nullIfNotFound } from '../../../core/errors/null-if-not-found.js';
import { toEnumValue } from '../../../core/mapping/enum-value.js';
import { mapNestedList } from '../../../core/mapping/nested-value.js';
import { MAX_FIRST, validatePageSize } from '../../../core/pagination/page-size.js';
import { getSelection } from '../../../core/selection/selection.js';
import { Incident } from '../incident.type.js';
import { loadIncident } from '../load-incident.js';
import { readPlanFeature } from '../../../core/errors/plan-feature.js';
import {
  IncidentRelationshipKind,
  PastIncident,
  PastIncidents,
  RelatedIncident,
  RelatedIncidents,
  type IncidentRelationship,
  type PartialIncident,
} from './similar-incidents.type.js';

const DEFAULT_PAST_INCIDENTS = 5;

@ArgsType()
class PastIncidentArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_PAST_INCIDENTS,
    description: `Maximum number of incidents, 1 to ${MAX_FIRST}.`,
  })
  readonly first?: number | null;
}

@Resolver(() => Incident)
export class SimilarIncidentsResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => PastIncidents, {
    nullable: true,
    description: 'Resolved incidents of the same service that resemble this one, of the last 6 months.',
  })
  async pastIncidents(
    @Root() { accountContext, pagerDutyId }: Incident,
    @Args(() => PastIncidentArgs) { first }: PastIncidentArgs,
  ): Promise<PastIncidents> {
    const size = validatePageSize(first, DEFAULT_PAST_INCIDENTS);
    const { value, unavailableReason } = await readPlanFeature(() =>
      accountContext.client.listPastIncidents(pagerDutyId, size),
    );
    const toPastIncident = ({ incident, score }: (typeof value & object)[number]): PastIncident => ({
      ...toPartialIncident(incident, accountContext),
      score: score ?? null,
    });
    return { entries: value && mapEntries(value, toPastIncident), unavailableReason };
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => RelatedIncidents, {
    nullable: true,
    description: 'Open incidents of other services that may have the same cause. PagerDuty returns the 20 newest.',
  })
  async relatedIncidents(@Root() { accountContext, pagerDutyId }: Incident): Promise<RelatedIncidents> {
    const { value, unavailableReason } = await readPlanFeature(() =>
      accountContext.client.listRelatedIncidents(pagerDutyId),
    );
    const entries = value && mapEntries(value, (wire) => toRelatedIncident(wire, accountContext));
    return { entries, unavailableReason };
  }
}

const INCIDENT_OPTIONS = { nullable: true, description: 'The whole incident: one read each.' };

@Resolver(() => PastIncident)
export class PastIncidentResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Incident, INCIDENT_OPTIONS)
  incident(@Root() partial: PastIncident, @Info() info: GraphQLResolveInfo): Promise<Incident | null> {
    return readWhole(partial, info);
  }
}

@Resolver(() => RelatedIncident)
export class RelatedIncidentResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Incident, INCIDENT_OPTIONS)
  incident(@Root() partial: RelatedIncident, @Info() info: GraphQLResolveInfo): Promise<Incident | null> {
    return readWhole(partial, info);
  }
}

function readWhole(
  { pagerDutyId, accountContext }: PartialIncident,
  info: GraphQLResolveInfo,
): Promise<Incident | null> {
  return nullIfNotFound(loadIncident(pagerDutyId, accountContext, getSelection(info)));
}

function toPartialIncident(
  { id, title, created_at: createdAt }: WirePartialIncident,
  accountContext: PagerDutyAccountContext,
): Pick<PartialIncident, keyof PartialIncident> {
  return { accountContext, pagerDutyId: id, title: title ?? null, createdAt: createdAt ?? null };
}

function toRelatedIncident(
  { incident, relationships }: WireRelatedIncident,
  accountContext: PagerDutyAccountContext,
): RelatedIncident {
  return {
    ...toPartialIncident(incident, accountContext),
    relationships: mapNestedList(relationships, isRelationship, toRelationship),
  };
}

function toRelationship({ type, metadata }: WireRelationship): IncidentRelationship {
  return {
    kind: toEnumValue(IncidentRelationshipKind, type),
    classification: metadata?.grouping_classification ?? null,
    dependentServiceId: toServiceId(metadata?.dependent_services),
    supportingServiceId: toServiceId(metadata?.supporting_services),
  };
}

function toServiceId(services: WireRelatedServices | null | undefined): string | null {
  const [service] = [services].flat();
  return service?.id ?? null;
}
