import type { WireNotification } from '../../../upstream/cloudflare/wire.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { toCloudflareGlobalId } from '../../core/ids/global-id.js';
import { toEnumValue } from '../../core/mapping/enum-value.js';
import { toJsonText } from '../../core/scalars.js';
import { DeliveryMechanism, type Notification } from './notification.type.js';

/** Policies and some responses use the plural. */
const MECHANISM_ALIASES = { webhooks: DeliveryMechanism.WEBHOOK };

export function toNotification(wire: WireNotification, accountContext: CloudflareAccountContext): Notification {
  return {
    accountContext,
    policyId: wire.policy_id ?? null,
    id: toCloudflareGlobalId(accountContext.key, 'Notification', wire.id),
    cloudflareId: wire.id,
    name: wire.name ?? null,
    alertType: wire.alert_type ?? null,
    mechanism: toEnumValue(DeliveryMechanism, wire.mechanism_type, MECHANISM_ALIASES),
    target: wire.mechanism ?? null,
    body: toJsonText(wire.alert_body),
    sentAt: wire.sent ?? null,
  };
}
