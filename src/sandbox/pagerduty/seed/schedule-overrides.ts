import { DAY, HOUR, toIsoSeconds } from '../../clock.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** Half a day in five days, taken over by somebody else. */
export function seedOverrides(state: PagerDutyState): void {
  const start = state.now().getTime() + 5 * DAY;
  const id = state.nextId('POVR');
  state.overrides.set(id, {
    id,
    scheduleId: 'PSCHED3',
    userId: 'PUSR005',
    start: toIsoSeconds(start),
    end: toIsoSeconds(start + 12 * HOUR),
  });
}
