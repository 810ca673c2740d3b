import { Fault } from '../../../../faults/fault.js';
import type { IncidentQuery } from '../../../../upstream/pagerduty/wire.js';
import { validateKey, assertKnownEnum, assertNotEmpty } from '../../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { assertDateRangeNotEmpty, type TimeBounds } from '../../../core/input/date-range.js';
import { parsePagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import { prepareUserLookup } from '../../users/user.ref.js';
import { IncidentStatus } from '../incident-enums.type.js';
import { MAX_FILTER_REFS, MAX_FILTER_EMAILS, type IncidentFilter } from './incident-filter.input.js';

const toFilterPath = (name: keyof IncidentFilter, index?: number): string[] =>
  index === undefined ? ['filter', name] : ['filter', name, String(index)];

export type FilterQuery = Omit<IncidentQuery, 'limit' | 'offset' | 'total' | 'sortBy' | 'include' | 'since' | 'until'>;

/**
 * Converts the filter to PagerDuty's query. Only assignees by e-mail need a call.
 *
 * @throws {Fault} `INVALID_INPUT`, `LIMIT_EXCEEDED` or `NOT_FOUND` at the invalid part of the filter
 */
export async function toFilterQuery(
  filter: IncidentFilter,
  accountContext: PagerDutyAccountContext,
): Promise<FilterQuery> {
  rejectTooManyRefs(filter);
  const mapGiven = <T, R>(
    name: keyof IncidentFilter,
    list: readonly T[] | null | undefined,
    map: (item: T, field: string[]) => R,
  ) =>
    list == null
      ? undefined
      : assertNotEmpty(list, toFilterPath(name)).map((item, index) => map(item, toFilterPath(name, index)));

  const query = {
    statuses: mapGiven('statuses', filter.statuses, assertKnownEnum),
    urgencies: mapGiven('urgencies', filter.urgencies, assertKnownEnum),
    serviceIds: mapGiven('services', filter.services, (ref, field) =>
      parsePagerDutyRef(ref, 'PagerDutyService', accountContext, field),
    ),
    teamIds: mapGiven('teams', filter.teams, (ref, field) => parsePagerDutyRef(ref, 'Team', accountContext, field)),
    incidentKey: filter.dedupKey == null ? undefined : validateKey(filter.dedupKey, toFilterPath('dedupKey')),
  };
  rejectResolvedAssignees(filter);
  const userLookups = mapGiven('assignees', filter.assignees, (ref, field) =>
    prepareUserLookup(ref, accountContext, field),
  );
  return userLookups ? { ...query, userIds: await Promise.all(userLookups.map((lookUp) => lookUp())) } : query;
}

function rejectTooManyRefs({ services, assignees, teams }: IncidentFilter): void {
  const count = [services, assignees, teams].reduce((sum, list) => sum + (list?.length ?? 0), 0);
  if (count <= MAX_FILTER_REFS) return;
  const message = `A filter can have at most ${MAX_FILTER_REFS} services, assignees and teams together, but has ${count}.`;
  throw new Fault('LIMIT_EXCEEDED', message, { field: ['filter'] });
}

function rejectResolvedAssignees({ assignees, statuses }: IncidentFilter): void {
  if (!assignees || !statuses?.includes(IncidentStatus.RESOLVED)) return;
  throw new Fault(
    'INVALID_INPUT',
    '`assignees` cannot be combined with RESOLVED, because resolved incidents have no assignees.',
    {
      field: ['filter', 'assignees'],
    },
  );
}

/**
 * The creation times that the filter covers.
 *
 * @throws {Fault} `INVALID_INPUT` if the start is after the end
 */
export function toTimeBounds({ createdSince, createdUntil }: IncidentFilter): TimeBounds {
  assertDateRangeNotEmpty(createdSince, createdUntil, ['filter', 'createdSince']);
  return { since: createdSince?.getTime(), until: createdUntil?.getTime() };
}

/**
 * The distinct e-mails in a filter. Each costs a call.
 *
 * @throws {Fault} `INVALID_INPUT` for more than 5
 */
export function collectEmails({ assignees }: IncidentFilter): ReadonlySet<string> {
  const emails = new Set((assignees ?? []).flatMap(({ email }) => email ?? []));
  if (emails.size <= MAX_FILTER_EMAILS) return emails;
  throw new Fault(
    'INVALID_INPUT',
    `At most ${MAX_FILTER_EMAILS} assignees can be given by e-mail. Use ids for the others.`,
    { field: ['filter', 'assignees'] },
  );
}
