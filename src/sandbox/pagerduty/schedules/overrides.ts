import * as z from 'zod';
import { toIsoSeconds } from '../../clock.js';
import { badRequest, notFound } from '../http/errors.js';
import { parseBody } from '../http/parse-body.js';
import type { Schedule, ScheduleOverride } from '../state/account-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** Overrides of schedules (docs/upstream-quirks.md, "PagerDuty: schedules and overrides"). */

const draftSchema = z.object({
  start: z.iso.datetime({ offset: true }),
  end: z.iso.datetime({ offset: true }),
  user: z.object({ id: z.string() }),
});
const bodySchema = z.object({ overrides: z.array(draftSchema).min(1) });

/** Bounds in milliseconds. */
export interface OverrideWindow {
  readonly since: number;
  readonly until: number;
}

export interface OverrideResult {
  readonly status: 201 | 400;
  readonly errors?: readonly string[];
  /** Without an id if it was refused. */
  readonly override: Omit<ScheduleOverride, 'id'> & { readonly id?: string | undefined };
}

/** The overrides of a schedule that overlap or touch the window (unverified), in creation order. */
export function findOverrides(
  state: PagerDutyState,
  scheduleId: string,
  { since, until }: OverrideWindow,
): readonly ScheduleOverride[] {
  return [...state.overrides.values()].filter(
    (override) =>
      override.scheduleId === scheduleId && Date.parse(override.start) <= until && Date.parse(override.end) >= since,
  );
}

/** Creates each override that is valid; the others are refused one by one (docs/upstream-quirks.md, quirk 182). */
export function createOverrides(state: PagerDutyState, schedule: Schedule, body: unknown): readonly OverrideResult[] {
  return parseBody(bodySchema, body).overrides.map(({ start, end, user }) => {
    const override = {
      scheduleId: schedule.id,
      userId: user.id,
      start: toIsoSeconds(Date.parse(start)),
      end: toIsoSeconds(Date.parse(end)),
    };
    const errors = findErrors(state, override);
    if (errors.length > 0) return { status: 400, errors, override };
    const created = { ...override, id: state.nextId('POVR') };
    state.overrides.set(created.id, created);
    return { status: 201, override: created };
  });
}

/** The first text is PagerDuty's, the others are invented. */
function findErrors(state: PagerDutyState, { userId, start, end }: Omit<ScheduleOverride, 'id'>): readonly string[] {
  if (end <= start) return ['Override must end after its start'];
  if (end <= toIsoSeconds(state.now())) return ['Override must end in the future'];
  return state.users.has(userId) ? [] : ['User not found'];
}

/** Deletes a future override, ends a running one, and refuses a past one; the status of the refusal is invented. */
export function deleteOverride(state: PagerDutyState, scheduleId: string, id: string): 'deleted' | 'ended' {
  const override = state.overrides.get(id);
  if (override === undefined || override.scheduleId !== scheduleId) throw notFound();
  const now = toIsoSeconds(state.now());
  if (override.end <= now) throw badRequest(2001, 'Invalid Input Provided', ['Past overrides cannot be deleted']);
  if (override.start > now) {
    state.overrides.delete(id);
    return 'deleted';
  }
  state.overrides.set(id, { ...override, end: now });
  return 'ended';
}
