import { Fault } from '../../../../faults/fault.js';
import { readAllPages } from '../../../../loaders/read-all-pages.js';
import type { WireAlert } from '../../../../upstream/pagerduty/wire-alert.js';
import { requireComplete } from '../../../../upstream/transport/partial-list.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { parsePagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import { assertDistinct, assertListSize } from '../../../core/input/validate.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { MAX_ALERTS, type AlertRef } from './change-alerts.input.js';

const ALERTS_PATH = ['input', 'alerts'];

export type AlertsById = ReadonlyMap<string, WireAlert>;

/**
 * Returns the PagerDuty ids of alerts, without a call.
 *
 * @throws {Fault} `INVALID_INPUT` for no alert, and for an invalid or repeated id; `LIMIT_EXCEEDED`
 */
export function parseAlertRefs(refs: readonly AlertRef[], accountContext: PagerDutyAccountContext): readonly string[] {
  const ids = assertListSize(refs, MAX_ALERTS, 'alerts can be changed', ALERTS_PATH).map((ref, index) =>
    parsePagerDutyRef(ref, 'Alert', accountContext, toAlertPath(index)),
  );
  assertDistinct(ids, 'alert', ALERTS_PATH);
  return ids;
}

/** Reads the alerts of an incident until all wanted ones are found. The oldest are first, so that new ones shift none. */
export async function readAlerts(
  incidentId: string,
  wantedIds: readonly string[],
  { client }: PagerDutyAccountContext,
): Promise<AlertsById> {
  const wanted = new Set(wantedIds);
  const found = new Map<string, WireAlert>();
  const isLastWanted = (alert: WireAlert) => {
    if (wanted.has(alert.id)) found.set(alert.id, alert);
    return found.size === wanted.size;
  };
  const alerts = await withFieldPath(
    INCIDENT_PATH,
    readAllPages((page) => client.listAlerts(incidentId, { ...page, sortBy: ['created_at:asc'] }), {
      isMatch: isLastWanted,
    }),
  );
  if (found.size < wanted.size) requireComplete(alerts).forEach(isLastWanted);
  return found;
}

/** @throws {Fault} `NOT_FOUND` at the first alert that the incident does not have */
export function assertFound(ids: readonly string[], found: AlertsById): void {
  const missing = ids.findIndex((id) => !found.has(id));
  if (missing === -1) return;
  throw new Fault('NOT_FOUND', `The incident has no alert ${ids[missing]}.`, { field: toAlertPath(missing) });
}

function toAlertPath(index: number): string[] {
  return [...ALERTS_PATH, String(index)];
}
