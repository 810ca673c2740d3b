import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { collectEmails, toFilterQuery, type FilterQuery } from '../list/filter-to-query.js';
import type { IncidentFilter } from '../list/incident-filter.input.js';

/** The filters of lists that hold for one incident as well. */
export type LiveFilter = Pick<IncidentFilter, 'services' | 'teams' | 'urgencies' | 'assignees'>;

export interface IncidentMatcher {
  /** Equal for filters that match the same incidents. */
  readonly key: string;
  /** Whether every incident matches. */
  readonly matchesAll: boolean;
  readonly matches: (incident: WireIncident) => boolean;
}

/**
 * Validates a filter like that of a list. Only assignees by e-mail need a call.
 *
 * @throws {Fault} `INVALID_INPUT`, `LIMIT_EXCEEDED` or `NOT_FOUND` at the invalid part of the filter
 */
export async function createIncidentMatcher(
  filter: LiveFilter,
  accountContext: PagerDutyAccountContext,
): Promise<IncidentMatcher> {
  collectEmails(filter);
  const query = await toFilterQuery(filter, accountContext);
  const rules = toRules(query);
  return {
    key: JSON.stringify([query.serviceIds, query.teamIds, query.urgencies, query.userIds].map(toKeyPart)),
    matchesAll: rules.length === 0,
    matches: (incident) => rules.every(({ allowed, read }) => read(incident).some((value) => allowed.has(value))),
  };
}

const toKeyPart = (values: readonly string[] | undefined) => values && [...new Set(values)].toSorted();

interface Rule {
  readonly allowed: ReadonlySet<string | undefined>;
  readonly read: (incident: WireIncident) => readonly (string | undefined)[];
}

function toRules({ serviceIds, teamIds, urgencies, userIds }: FilterQuery): Rule[] {
  const rule = (values: readonly string[] | undefined, read: Rule['read']): Rule[] =>
    values ? [{ allowed: new Set(values), read }] : [];
  return [
    ...rule(serviceIds, ({ service }) => [service?.id]),
    ...rule(teamIds, ({ teams }) => (teams ?? []).map(({ id }) => id)),
    ...rule(urgencies, ({ urgency }) => [urgency]),
    ...rule(userIds, ({ assignments }) => (assignments ?? []).map(({ assignee }) => assignee.id)),
  ];
}
