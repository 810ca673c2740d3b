import type { WireAlert } from '../../upstream/pagerduty/wire-history.js';
import { isObject } from '../../upstream/transport/json.js';
import { part } from '../parts.js';
import type { PagerDutyAccess } from '../context.js';
import { pagerDutyGlobalId } from '../global-id.js';
import { knownValue } from '../known-value.js';
import { AlertSeverity, AlertStatus, type Alert } from './alert.type.js';

/** @param incidentId the incident through which it was read */
export function toAlert(wire: WireAlert, incidentId: string, access: PagerDutyAccess): Alert {
  return {
    id: pagerDutyGlobalId(access.key, 'Alert', wire.id, incidentId),
    pagerDutyId: wire.id,
    summary: wire.summary ?? null,
    status: knownValue(AlertStatus, wire.status),
    severity: wire.severity == null ? null : knownValue(AlertSeverity, wire.severity),
    dedupKey: wire.alert_key ?? null,
    createdAt: wire.created_at,
    details: part(wire.body, isObject, ({ details }) => details ?? null),
  };
}
