import type { WireAlert } from '../../../upstream/pagerduty/wire-alert.js';
import { isObject } from '../../../shared/json.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import { toEnumValue } from '../../core/mapping/enum-value.js';
import { AlertSeverity, AlertStatus, type Alert } from './alert.type.js';

/** @param incidentId the incident through which the alert was read */
export function toAlert(wire: WireAlert, incidentId: string, accountContext: PagerDutyAccountContext): Alert {
  return {
    id: toPagerDutyGlobalId(accountContext.key, 'Alert', wire.id, incidentId),
    pagerDutyId: wire.id,
    summary: wire.summary ?? null,
    status: toEnumValue(AlertStatus, wire.status),
    severity: wire.severity == null ? null : toEnumValue(AlertSeverity, wire.severity),
    dedupKey: wire.alert_key ?? null,
    createdAt: wire.created_at,
    details: mapNestedValue(wire.body, isObject, ({ details }) => details ?? null),
  };
}
