import { Fault } from '../../../../faults/fault.js';
import type { IncidentQuery } from '../../../../upstream/pagerduty/wire.js';
import { checkedKey, known, notEmpty } from '../../../core/input/validate.js';
import type { PagerDutyAccess } from '../../../core/context.js';
import { refuseEmptyWindow } from '../../../core/input/date-range.js';
import { pagerDutyIdOf } from '../../../core/ids/pagerduty-ref.js';
import { userFinder } from '../../users/user.ref.js';
import { IncidentStatus } from '../incident-enums.type.js';
import type { IncidentFilter } from './incident-list.input.js';
import type { Bounds } from './paging-window.js';

const at = (name: keyof IncidentFilter, index?: number): string[] =>
  index === undefined ? ['filter', name] : ['filter', name, String(index)];

export type WireFilter = Omit<IncidentQuery, 'limit' | 'offset' | 'total' | 'sortBy' | 'include' | 'since' | 'until'>;

/**
 * The filter as PagerDuty takes it; a call only for assignees by e-mail.
 *
 * @throws {Fault} `INVALID_INPUT`, `LIMIT_EXCEEDED` or `NOT_FOUND` at the part of the filter it concerns
 */
export async function wireFilter(filter: IncidentFilter, access: PagerDutyAccess): Promise<WireFilter> {
  refuseMany(filter);
  const given = <T, R>(
    name: keyof IncidentFilter,
    list: readonly T[] | null | undefined,
    map: (item: T, field: string[]) => R,
  ) => (list == null ? undefined : notEmpty(list, at(name)).map((item, index) => map(item, at(name, index))));

  const plain = {
    statuses: given('statuses', filter.statuses, known),
    urgencies: given('urgencies', filter.urgencies, known),
    serviceIds: given('services', filter.services, (ref, field) =>
      pagerDutyIdOf(ref, 'PagerDutyService', access, field),
    ),
    teamIds: given('teams', filter.teams, (ref, field) => pagerDutyIdOf(ref, 'Team', access, field)),
    incidentKey: filter.dedupKey == null ? undefined : checkedKey(filter.dedupKey, at('dedupKey')),
  };
  refuseResolvedAssignees(filter);
  const users = given('assignees', filter.assignees, (ref, field) => userFinder(ref, access, field));
  return users ? { ...plain, userIds: await Promise.all(users.map((find) => find())) } : plain;
}

/** All of them go into one URL, which PagerDuty reads up to 4 KiB. */
const MOST_NAMED = 100;

function refuseMany({ services, assignees, teams }: IncidentFilter): void {
  const named = [services, assignees, teams].reduce((sum, list) => sum + (list?.length ?? 0), 0);
  if (named <= MOST_NAMED) return;
  const message = `A filter names at most ${MOST_NAMED} services, people and teams together; these are ${named}.`;
  throw new Fault('LIMIT_EXCEEDED', message, { field: ['filter'] });
}

function refuseResolvedAssignees({ assignees, statuses }: IncidentFilter): void {
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
export function boundsOf({ createdSince, createdUntil }: IncidentFilter): Bounds {
  refuseEmptyWindow(createdSince, createdUntil, ['filter', 'createdSince']);
  return { since: createdSince?.getTime(), until: createdUntil?.getTime() };
}

/** Each takes a call to find out who it is, and a page has few. */
const MOST_EMAILS = 5;

/**
 * The different e-mails in a filter; each costs a call.
 *
 * @throws {Fault} `INVALID_INPUT` for more than five
 */
export function emailsIn({ assignees }: IncidentFilter): ReadonlySet<string> {
  const emails = new Set((assignees ?? []).flatMap(({ email }) => email ?? []));
  if (emails.size <= MOST_EMAILS) return emails;
  throw new Fault(
    'INVALID_INPUT',
    `No more than ${MOST_EMAILS} assignees can be given by e-mail; give the others by id.`,
    {
      field: ['filter', 'assignees'],
    },
  );
}
