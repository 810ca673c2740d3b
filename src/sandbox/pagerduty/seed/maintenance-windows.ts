import { DAY, toIsoSeconds } from '../../clock.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** The kiosks are being replaced: begun three weeks ago, and longer than any sandbox runs. */
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
