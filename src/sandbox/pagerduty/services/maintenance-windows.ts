import * as z from 'zod';
import { toIsoSeconds } from '../../clock.js';
import { ErrorReply } from '../../http/error-reply.js';
import { toErrorBody, invalidInput, serviceNotFound } from '../http/errors.js';
import type { MaintenanceWindow, User } from '../state/account-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import { parseBody } from '../http/parse-body.js';

/** Windows in which services accept no incidents (docs/upstream-quirks.md, "PagerDuty: maintenance windows"). */

const windowSchema = z.object({
  maintenance_window: z.object({
    type: z.literal('maintenance_window').optional(),
    start_time: z.iso.datetime({ offset: true }),
    end_time: z.iso.datetime({ offset: true }),
    description: z.string().default(''),
    services: z.array(z.object({ id: z.string() })).min(1),
  }),
});

type WindowTimes = Pick<MaintenanceWindow, 'startAt' | 'endAt'>;

/** A start in the past becomes now. */
export function createMaintenanceWindow(
  state: PagerDutyState,
  body: unknown,
  actor: User | undefined,
): MaintenanceWindow {
  const sequenceNumber = state.maintenanceWindows.size + 1;
  const id = state.nextId('PMW');
  const window = { id, sequenceNumber, createdById: actor?.id ?? null, ...parseWindowFields(state, body) };
  state.maintenanceWindows.set(id, window);
  return window;
}

export function updateMaintenanceWindow(
  state: PagerDutyState,
  existing: MaintenanceWindow,
  body: unknown,
): MaintenanceWindow {
  const window = { ...existing, ...parseWindowFields(state, body, existing) };
  state.maintenanceWindows.set(existing.id, window);
  return window;
}

/** Deletes a future window, ends an ongoing one, and throws 405 for a past one (docs/upstream-quirks.md, quirk 176). */
export function endMaintenanceWindow(state: PagerDutyState, window: MaintenanceWindow): void {
  const now = toIsoSeconds(state.now());
  switch (resolvePhase(window, now)) {
    case 'past':
      throw new ErrorReply(405, toErrorBody(2015, 'Invalid operation', ['Maintenance window has already ended']));
    case 'future':
      state.maintenanceWindows.delete(window.id);
      return;
    default:
      state.maintenanceWindows.set(window.id, { ...window, endAt: now });
  }
}

/** @param now ISO 8601 in UTC */
export function resolvePhase({ startAt, endAt }: WindowTimes, now: string): 'past' | 'ongoing' | 'future' {
  if (endAt <= now) return 'past';
  return startAt <= now ? 'ongoing' : 'future';
}

function parseWindowFields(state: PagerDutyState, body: unknown, existing?: WindowTimes) {
  const { start_time, end_time, description, services } = parseBody(windowSchema, body).maintenance_window;
  const now = toIsoSeconds(state.now());
  // An ongoing window keeps its start. A new start is never in the past.
  const earliest = existing !== undefined && existing.startAt < now ? existing.startAt : now;
  const [start, endAt] = [toIsoSeconds(Date.parse(start_time)), toIsoSeconds(Date.parse(end_time))];
  const startAt = start < earliest ? earliest : start;
  if (endAt <= startAt || endAt <= now) throw invalidInput('End time must be in the future and after the start time');
  const serviceIds = services.map(({ id }) => id);
  if (!serviceIds.every((id) => state.services.has(id))) throw serviceNotFound();
  return { startAt, endAt, description, serviceIds };
}
