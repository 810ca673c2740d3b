import { Fault } from '../../../../faults/fault.js';
import type { WireAlert } from '../../../../upstream/pagerduty/wire-alert.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { findIncident, isOpen, resolveIncidentId } from '../find-incident.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import type { MoveAlertsInput, ResolveAlertsInput } from './change-alerts.input.js';
import { assertFound, parseAlertRefs, readAlerts } from './incident-alerts.js';

const TO_PATH = ['input', 'to'];

export interface ChangedAlerts {
  /** The incident that has the alerts now. */
  readonly incidentId: string;
  readonly alerts: readonly { readonly wire: WireAlert | undefined; readonly changed: boolean }[];
}

/**
 * Resolves the open ones of these alerts with one call, which has no further effect the second time.
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
  const before = await readAlerts(incidentId, ids, accountContext);
  assertFound(ids, before);
  const openIds = ids.filter((id) => before.get(id)?.status !== 'resolved');
  const written = openIds.length > 0 ? accountContext.client.resolveAlerts(incidentId, openIds, input.actor) : [];
  const after = indexById(await withFieldPath(INCIDENT_PATH, Promise.resolve(written)));
  const isChanged = new Set(openIds);
  const toResult = (id: string) =>
    isChanged.has(id) ? { wire: after.get(id), changed: true } : { wire: before.get(id), changed: false };
  return { incidentId, alerts: ids.map(toResult) };
}

/**
 * Moves alerts to another open incident with one call. After a lost response the alerts of both incidents are read: those
 * that are there now were moved.
 *
 * @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED` before any call where possible, `NOT_FOUND`, `CONFLICT` for a resolved target; with
 * `outcome: UNKNOWN` after a lost response whose effect is not seen
 */
export async function moveAlerts(
  input: MoveAlertsInput,
  accountContext: PagerDutyAccountContext,
): Promise<ChangedAlerts> {
  const fromLocator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  const toLocator = parseIncidentRef(input.to, accountContext, TO_PATH);
  const ids = parseAlertRefs(input.alerts, accountContext);
  const [fromId, target] = await Promise.all([
    resolveIncidentId(fromLocator, accountContext, INCIDENT_PATH),
    findIncident(toLocator, accountContext, TO_PATH),
  ]);
  if (target.id === fromId)
    throw new Fault('INVALID_INPUT', 'The alerts are in this incident already. Name another one.', { field: TO_PATH });
  if (!isOpen(target))
    throw new Fault('CONFLICT', 'The incident is resolved, so it takes no alerts. Reopen it first.', {
      field: TO_PATH,
    });
  assertFound(ids, await readAlerts(fromId, ids, accountContext));
  const moved = await sendMove(fromId, ids, target.id, accountContext, input.actor);
  return { incidentId: target.id, alerts: ids.map((id) => ({ wire: moved.get(id), changed: true })) };
}

async function sendMove(
  fromId: string,
  ids: readonly string[],
  toId: string,
  accountContext: PagerDutyAccountContext,
  actor: string | null | undefined,
): Promise<ReadonlyMap<string, WireAlert>> {
  try {
    const sent = accountContext.client.moveAlerts(fromId, ids, toId, actor);
    return indexById(await withFieldPath(INCIDENT_PATH, sent, { incidents: TO_PATH }));
  } catch (error) {
    if (!(error instanceof Fault) || error.outcome !== 'UNKNOWN') throw error;
    const moved = await readAlerts(toId, ids, accountContext).catch(() => undefined);
    if (moved?.size === ids.length) return moved;
    throw error;
  }
}

function indexById(alerts: readonly WireAlert[]): ReadonlyMap<string, WireAlert> {
  return new Map(alerts.map((alert) => [alert.id, alert]));
}
