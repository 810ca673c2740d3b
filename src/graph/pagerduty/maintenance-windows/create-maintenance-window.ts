import { Fault } from '../../../faults/fault.js';
import { MAX_PAGE_SIZE } from '../../../upstream/pagerduty/limits.js';
import { isAtOrAfter } from '../../../upstream/pagerduty/pagerduty-clock.js';
import type {
  MaintenanceWindowDraft,
  WireMaintenanceWindow,
} from '../../../upstream/pagerduty/wire-maintenance-window.js';
import { findEntry } from '../../../upstream/transport/partial-list.js';
import { undefinedOnFault } from '../../core/errors/undefined-on-fault.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { withFieldPath } from '../../core/mutations/with-field-path.js';
import { parseServiceRefs } from './list-maintenance-windows.js';
import type { CreateMaintenanceWindowInput } from './maintenance-window-mutations.input.js';
import { toWindowTimes } from './window-times.js';

const SERVICES_PATH = ['input', 'services'];

/**
 * Creates a maintenance window once. Windows have no key, so after a lost response it reads the open windows of a service:
 * one with the same times, services and description is the created one. A second one would go on after the first is ended.
 *
 * @param previousAttemptAt when a previous attempt was sent whose outcome is unknown, on the gateway's clock
 * @throws {Fault} `INVALID_INPUT` before any call for a window in the past or over a year; `NOT_FOUND`; with
 * `outcome: UNKNOWN` if it is unknown whether it was created
 */
export async function createMaintenanceWindow(
  input: CreateMaintenanceWindowInput,
  accountContext: PagerDutyAccountContext,
  previousAttemptAt?: number,
): Promise<WireMaintenanceWindow> {
  const { client } = accountContext;
  const draft = toDraft(input, accountContext);
  const existing =
    previousAttemptAt === undefined ? undefined : await findCreated(draft, accountContext, previousAttemptAt);
  if (existing) return existing;
  const startedAt = Date.now();
  try {
    return await withFieldPath(SERVICES_PATH, client.createMaintenanceWindow(draft, input.actor));
  } catch (error) {
    if (!(error instanceof Fault) || error.outcome !== 'UNKNOWN') throw error;
    const found = await findCreated(draft, accountContext, startedAt).catch(undefinedOnFault);
    if (found) return found;
    throw error;
  }
}

function toDraft(
  { services, start, end, description }: CreateMaintenanceWindowInput,
  accountContext: PagerDutyAccountContext,
): MaintenanceWindowDraft {
  const serviceIds = parseServiceRefs(services, accountContext, SERVICES_PATH);
  return {
    ...toWindowTimes(start, end, accountContext.client.now()),
    description: description || undefined,
    serviceIds,
  };
}

async function findCreated(
  draft: MaintenanceWindowDraft,
  { client }: PagerDutyAccountContext,
  since: number,
): Promise<WireMaintenanceWindow | undefined> {
  const serviceIds = draft.serviceIds.slice(0, 1);
  const { items } = await client.listMaintenanceWindows({
    filter: 'open',
    serviceIds,
    limit: MAX_PAGE_SIZE,
    offset: 0,
  });
  const isSameStart = ({ start_time: start }: WireMaintenanceWindow): boolean =>
    // PagerDuty moves a start in the past to now.
    Date.parse(start) === Date.parse(draft.startTime) ||
    (Date.parse(draft.startTime) <= client.now() && isAtOrAfter(start, client.toPagerDutyTime(since)) !== false);
  return findEntry(items, (window) => isSameStart(window) && isSameWindow(window, draft));
}

function isSameWindow(window: WireMaintenanceWindow, draft: MaintenanceWindowDraft): boolean {
  const serviceIds = new Set(window.services?.map(({ id }) => id));
  return (
    Date.parse(window.end_time) === Date.parse(draft.endTime) &&
    (window.description ?? '') === (draft.description ?? '') &&
    serviceIds.size === draft.serviceIds.length &&
    draft.serviceIds.every((id) => serviceIds.has(id))
  );
}
