import { asString, isObject, tryParseJson } from '../../../shared/json.js';
import type { QueuedItem } from '../../../store/outbox.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { QueuedLabel } from '../../core/outbox/account-outbox.js';
import type { QueuedTrigger } from './queued-trigger.type.js';

export function toQueuedTrigger(item: QueuedItem, accountContext: PagerDutyAccountContext): QueuedTrigger {
  const { id, label, queuedAt, expiresAt, state, sentAt, settledAt, detail = '' } = item;
  const result = tryParseJson(detail);
  const { reason, incidentId } = isObject(result) ? result : {};
  return {
    ...(JSON.parse(label) as QueuedLabel),
    accountContext,
    incidentId: asString(incidentId),
    id: toPagerDutyGlobalId(accountContext.key, 'QueuedTrigger', id),
    state,
    mayHaveBeenSent: sentAt !== undefined,
    queuedAt: new Date(queuedAt),
    expiresAt: new Date(expiresAt),
    settledAt: settledAt === undefined ? null : new Date(settledAt),
    reason: asString(reason) ?? null,
  };
}
