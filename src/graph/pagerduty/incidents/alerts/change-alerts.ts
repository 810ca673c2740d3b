import { Fault } from '../../../../faults/fault.js';
import type { WireAlert } from '../../../../upstream/pagerduty/wire-alert.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { undefinedOnFault } from '../../../core/errors/undefined-on-fault.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { findIncident, isOpen, resolveIncidentId } from '../find-incident.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import type { MoveAlertsInput, ResolveAlertsInput } from './change-alerts.input.js';
import { assertFound, parseAlertRefs, readAlerts, type AlertsById } from './incident-alerts.js';

const TO_PATH = ['input', 'to'];

export interface ChangedAlerts {
  /** The incident that has the alerts now. */
  readonly incidentId: string;
  readonly alerts: readonly { readonly wire: WireAlert | undefined; readonly changed: boolean }[];
}

/**
 * Resolves the open ones of these alerts with one call, which has no further effect the second time. If it is delayed, the
 * alerts are read again first, so that those that somebody resolved meanwhile are reported as unchanged.
 *
 * @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED` before any call, `NOT_FOUND` for an alert that the incident does not have
 */
export async function resolveAlerts(
  input: ResolveAlertsInput,
  accountContext: PagerDutyAccountContext,
): Promise<ChangedAlerts> {
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  const ids = parseAlertRefs(input.alerts, accountContext);
  const incidentId = await resolveIncidentId(locator, accountContext, INCIDENT_PATH);
  return readThenWrite<AlertsById, ChangedAlerts>(accountContext, {
    async read() {
      const before = await readAlerts(incidentId, ids, accountContext);
      assertFound(ids, before);
      return before;
    },
    async write(before) {
      const openIds = ids.filter((id) => before.get(id)?.status !== 'resolved');
      const written = openIds.length > 0 ? accountContext.client.resolveAlerts(incidentId, openIds, input.actor) : [];
      const after = indexById(await withFieldPath(INCIDENT_PATH, Promise.resolve(written)));
      const isChanged = new Set(openIds);
      const toResult = (id: string) =>
        isChanged.has(id) ? { wire: after.get(id), changed: true } : { wire: before.get(id), changed: false };
      return { incidentId, alerts: ids.map(toResult) };
    },
  });
}

/** The incidents of a move that is possible. */
interface MoveState {
  readonly fromId: string;
  readonly toId: string;
}

/**
 * Moves alerts to another open incident with one call. If it is delayed, both incidents are read again first. After a lost
 * response the alerts of the other incident are read: if all are there now, they were moved.
 *
 * @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED` before any call where possible, `NOT_FOUND`, `CONFLICT` for a resolved
 * target; with `outcome: UNKNOWN` after a lost response whose effect is not seen
 */
export async function moveAlerts(
  input: MoveAlertsInput,
  accountContext: PagerDutyAccountContext,
): Promise<ChangedAlerts> {
  const fromLocator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  const toLocator = parseIncidentRef(input.to, accountContext, TO_PATH);
  const ids = parseAlertRefs(input.alerts, accountContext);
  return readThenWrite<MoveState, ChangedAlerts>(accountContext, {
    async read() {
      const [fromId, target] = await Promise.all([
        resolveIncidentId(fromLocator, accountContext, INCIDENT_PATH),
        findIncident(toLocator, accountContext, TO_PATH),
      ]);
      assertMovable(fromId, target);
      assertFound(ids, await readAlerts(fromId, ids, accountContext));
      return { fromId, toId: target.id };
    },
    async write({ fromId, toId }) {
      const moved = await sendMove(fromId, ids, toId, accountContext, input.actor);
      return { incidentId: toId, alerts: ids.map((id) => ({ wire: moved.get(id), changed: true })) };
    },
  });
}

/** @throws {Fault} `INVALID_INPUT` for the same incident, `CONFLICT` for a resolved one */
function assertMovable(fromId: string, target: WireIncident): void {
  if (target.id === fromId)
    throw new Fault('INVALID_INPUT', 'The alerts are in this incident already. Name another one.', { field: TO_PATH });
  if (isOpen(target)) return;
  throw new Fault('CONFLICT', 'The incident is resolved, so it takes no alerts. Reopen it first.', { field: TO_PATH });
}

async function sendMove(
  fromId: string,
  ids: readonly string[],
  toId: string,
  accountContext: PagerDutyAccountContext,
  actor: string | null | undefined,
): Promise<AlertsById> {
  try {
    const sent = accountContext.client.moveAlerts(fromId, ids, toId, actor);
    return indexById(await withFieldPath(INCIDENT_PATH, sent, { incidents: TO_PATH }));
  } catch (error) {
    if (!(error instanceof Fault) || error.outcome !== 'UNKNOWN') throw error;
    const moved = await readAlerts(toId, ids, accountContext).catch(undefinedOnFault);
    if (moved?.size === ids.length) return moved;
    throw error;
  }
}

function indexById(alerts: readonly WireAlert[]): AlertsById {
  return new Map(alerts.map((alert) => [alert.id, alert]));
}
