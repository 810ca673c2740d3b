import { Fault } from '../../../faults/fault.js';
import type { WireMaintenanceWindow } from '../../../upstream/pagerduty/wire-maintenance-window.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { parsePagerDutyRef } from '../../core/ids/pagerduty-ref.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../core/mutations/with-field-path.js';
import type { EndMaintenanceWindowInput } from './maintenance-window-mutations.input.js';
import { MaintenanceWindowEnding } from './maintenance-window-mutations.type.js';
import { toMaintenanceWindowStatus } from './maintenance-window.map.js';
import { MaintenanceWindowStatus } from './maintenance-window.type.js';

const WINDOW_PATH = ['input', 'window'];

interface EndResult {
  readonly ending: MaintenanceWindowEnding;
  /** As it was before. */
  readonly window: WireMaintenanceWindow;
}

/** The window as last read. */
interface WindowState {
  readonly window: WireMaintenanceWindow;
  readonly isGone: boolean;
}

/**
 * Ends a running window or deletes a future one; a window that is over stays as it is. After a lost response it is read
 * again: what is gone or over then was deleted or ended by the lost call.
 *
 * @throws {Fault} `INVALID_INPUT`, `NOT_FOUND`
 */
export async function endMaintenanceWindow(
  { window: ref }: EndMaintenanceWindowInput,
  accountContext: PagerDutyAccountContext,
): Promise<EndResult> {
  const { client } = accountContext;
  const id = parsePagerDutyRef(ref, 'MaintenanceWindow', accountContext, WINDOW_PATH);
  let before: WireMaintenanceWindow | undefined;
  return readThenWrite<WindowState, EndResult>(accountContext, {
    async read(previousFault) {
      try {
        const window = await withFieldPath(WINDOW_PATH, client.getMaintenanceWindow(id));
        before ??= window;
        return { window, isGone: false };
      } catch (error) {
        if (before && previousFault?.outcome === 'UNKNOWN' && isNotFound(error))
          return { window: before, isGone: true };
        throw error;
      }
    },
    resultWithoutWrite({ window, isGone }, previousFault) {
      if (isGone) return { ending: MaintenanceWindowEnding.DELETED, window };
      if (toMaintenanceWindowStatus(window, client.now()) !== MaintenanceWindowStatus.PAST) return undefined;
      return { ending: toLateEnding(previousFault), window: before ?? window };
    },
    write: async ({ window }, previousFault) => ({
      ending: await endOpenWindow(window, accountContext, previousFault),
      window: before ?? window,
    }),
    canRetry: true,
  });
}

async function endOpenWindow(
  window: WireMaintenanceWindow,
  { client }: PagerDutyAccountContext,
  previousFault: Fault | undefined,
): Promise<MaintenanceWindowEnding> {
  const isFuture = toMaintenanceWindowStatus(window, client.now()) === MaintenanceWindowStatus.FUTURE;
  try {
    await withFieldPath(WINDOW_PATH, client.endMaintenanceWindow(window.id));
    return isFuture ? MaintenanceWindowEnding.DELETED : MaintenanceWindowEnding.ENDED;
  } catch (error) {
    if (error instanceof Fault && error.alreadyDone) return toLateEnding(previousFault);
    throw error;
  }
}

/** If the previous response was lost, that call probably ended the window. */
function toLateEnding(previousFault: Fault | undefined): MaintenanceWindowEnding {
  return previousFault?.outcome === 'UNKNOWN' ? MaintenanceWindowEnding.ENDED : MaintenanceWindowEnding.ALREADY_OVER;
}

function isNotFound(error: unknown): boolean {
  return error instanceof Fault && error.code === 'NOT_FOUND';
}
