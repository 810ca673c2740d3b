import { hasId } from '../../../shared/json.js';
import type { ScheduleWindow, WireOverride } from '../../../upstream/pagerduty/wire-schedule.js';
import { countOmitted, mapEntries, markPartial } from '../../../upstream/transport/partial-list.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import type { Selection } from '../../core/selection/selection.js';

/**
 * The overrides of a schedule that overlap the window, earliest first. PagerDuty returns ids only in a second list, of those
 * that have not begun (docs/upstream-quirks.md, quirk 181). Entries of both lists match when user and times are equal.
 *
 * @param wantsIds whether to read that list, too
 */
export async function listOverrides(
  scheduleId: string,
  window: ScheduleWindow,
  { client }: PagerDutyAccountContext,
  wantsIds: boolean,
): Promise<readonly WireOverride[]> {
  const overrides = sortByStart(await client.listOverrides(scheduleId, window));
  const isPast = Date.parse(window.until) <= client.now();
  if (!wantsIds || isPast || overrides.every(hasId)) return overrides;
  const editable = [...(await client.listOverrides(scheduleId, window, true))];
  return mapEntries(overrides, (override) => {
    if (hasId(override)) return override;
    const index = editable.findIndex((one) => isSameOverride(one, override));
    return index === -1 ? override : (editable.splice(index, 1)[0] ?? override);
  });
}

/** Whether user and times are equal; PagerDuty writes times in different zones. */
export function isSameOverride(a: WireOverride, b: WireOverride): boolean {
  return (
    a.user?.id === b.user?.id && Date.parse(a.start) === Date.parse(b.start) && Date.parse(a.end) === Date.parse(b.end)
  );
}

/** Whether a selection of overrides shows their ids. */
export function wantsOverrideIds(overrides: Selection): boolean {
  return overrides.has('id') || overrides.has('pagerDutyId');
}

function sortByStart(overrides: readonly WireOverride[]): readonly WireOverride[] {
  const sorted = overrides.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
  return markPartial(sorted, countOmitted(overrides));
}
