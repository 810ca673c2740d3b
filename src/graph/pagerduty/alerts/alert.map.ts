import type { WireAlert } from '../../../upstream/pagerduty/wire-alert.js';
import { isObject } from '../../../shared/json.js';
import { part } from '../../core/mapping/nested-value.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { pagerDutyGlobalId } from '../../core/ids/global-id.js';
import { knownValue } from '../../core/mapping/enum-value.js';
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
