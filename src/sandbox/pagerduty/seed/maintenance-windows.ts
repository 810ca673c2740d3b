import { DAY, toIsoSeconds } from '../../clock.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** A window that started three weeks ago and outlasts the sandbox. */
export function seedMaintenance(state: PagerDutyState): void {
  const now = state.now().getTime();
  const id = state.nextId('PMW');
  state.maintenanceWindows.set(id, {
    id,
    sequenceNumber: 1,
    startAt: toIsoSeconds(now - 21 * DAY),
    endAt: toIsoSeconds(now + 365 * DAY),
    description: 'New kiosks, port by port',
    serviceIds: ['PSVC008'],
    createdById: 'PUSR008',
  });
}
