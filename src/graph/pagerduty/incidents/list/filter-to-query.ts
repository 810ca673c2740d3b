import { Fault } from '../../../../faults/fault.js';
import type { IncidentQuery } from '../../../../upstream/pagerduty/wire.js';
import { validateKey, assertKnownEnum, assertNotEmpty } from '../../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { assertDateRangeNotEmpty } from '../../../core/input/date-range.js';
import { parsePagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import { prepareUserLookup } from '../../users/user.ref.js';
import { IncidentStatus } from '../incident-enums.type.js';
import type { IncidentFilter } from './incident-list.input.js';
import type { TimeBounds } from './paging-window.js';

const toFilterPath = (name: keyof IncidentFilter, index?: number): string[] =>
  index === undefined ? ['filter', name] : ['filter', name, String(index)];

export type FilterQuery = Omit<IncidentQuery, 'limit' | 'offset' | 'total' | 'sortBy' | 'include' | 'since' | 'until'>;

/**
 * The filter as PagerDuty takes it; a call only for assignees by e-mail.
 *
 * @throws {Fault} `INVALID_INPUT`, `LIMIT_EXCEEDED` or `NOT_FOUND` at the part of the filter it concerns
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

/** All of them go into one URL, which PagerDuty reads up to 4 KiB. */
const MAX_FILTER_REFS = 100;

function rejectTooManyRefs({ services, assignees, teams }: IncidentFilter): void {
  const count = [services, assignees, teams].reduce((sum, list) => sum + (list?.length ?? 0), 0);
  if (count <= MAX_FILTER_REFS) return;
  const message = `A filter names at most ${MAX_FILTER_REFS} services, people and teams together; these are ${count}.`;
  throw new Fault('LIMIT_EXCEEDED', message, { field: ['filter'] });
}

function rejectResolvedAssignees({ assignees, statuses }: IncidentFilter): void {
  if (!assignees || !statuses?.includes(IncidentStatus.RESOLVED)) return;
  throw new Fault('INVALID_INPUT', 'Resolved incidents have no assignees, so PagerDuty would never return them.', {
    field: ['filter', 'assignees'],
  });
}

/**
 * The creation times between which incidents are asked for.
 *
 * @throws {Fault} `INVALID_INPUT` when the beginning is after the end
 */
export function toTimeBounds({ createdSince, createdUntil }: IncidentFilter): TimeBounds {
  assertDateRangeNotEmpty(createdSince, createdUntil, ['filter', 'createdSince']);
  return { since: createdSince?.getTime(), until: createdUntil?.getTime() };
}

/** Each takes a call to find out who it is, and a page has few. */
const MAX_FILTER_EMAILS = 5;

/**
 * The different e-mails in a filter; each costs a call.
 *
 * @throws {Fault} `INVALID_INPUT` for more than five
 */
export function collectEmails({ assignees }: IncidentFilter): ReadonlySet<string> {
  const emails = new Set((assignees ?? []).flatMap(({ email }) => email ?? []));
  if (emails.size <= MAX_FILTER_EMAILS) return emails;
  throw new Fault(
    'INVALID_INPUT',
    `No more than ${MAX_FILTER_EMAILS} assignees can be given by e-mail; give the others by id.`,
    {
      field: ['filter', 'assignees'],
    },
  );
}
