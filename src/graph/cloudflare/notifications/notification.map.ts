import type { WireNotification } from '../../../upstream/cloudflare/wire.js';
import type { CloudflareAccess } from '../../core/context.js';
import { cloudflareGlobalId } from '../../core/ids/global-id.js';
import { knownValue } from '../../core/mapping/enum-value.js';
import { jsonText } from '../../core/scalars.js';
import { DeliveryMechanism, type Notification } from './notification.type.js';

/** Policies and some answers have the plural. */
const OTHER_NAMES = { webhooks: DeliveryMechanism.WEBHOOK };

export function toNotification(wire: WireNotification, access: CloudflareAccess): Notification {
  return {
    access,
    policyId: wire.policy_id ?? null,
    id: cloudflareGlobalId(access.key, 'Notification', wire.id),
    cloudflareId: wire.id,
    name: wire.name ?? null,
    alertType: wire.alert_type ?? null,
    mechanism: knownValue(DeliveryMechanism, wire.mechanism_type, OTHER_NAMES),
    target: wire.mechanism ?? null,
    body: jsonText(wire.alert_body),
    sentAt: wire.sent ?? null,
  };
}
