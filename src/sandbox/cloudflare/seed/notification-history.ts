import { DAY } from '../../clock.js';
import type { Random } from '../../random.js';
import { createId, toTimestamp, type HistoryEntry, type Mechanism, type Policy } from '../cloudflare-state.js';

const ENTRY_COUNT = 40;
const RETENTION_MS = 30 * DAY;

const MECHANISM_TYPES: Readonly<Record<Mechanism, HistoryEntry['mechanism_type']>> = {
  email: 'email',
  pagerduty: 'pagerduty',
  webhooks: 'webhook',
};

/**
 * Creates notifications of the last 30 days, newest first. Every seventh body is an object (docs/upstream-quirks.md,
 * quirk 105).
 */
export function seedNotifications(at: number, random: Random, policies: readonly Policy[]): readonly HistoryEntry[] {
  return Array.from({ length: ENTRY_COUNT }, (_, index) => {
    const policy = random.pick(policies);
    const deliveries = Object.entries(policy.mechanisms).flatMap(([mechanism, targets]) =>
      targets.map(({ id }) => ({ mechanism: id, mechanism_type: MECHANISM_TYPES[mechanism as Mechanism] })),
    );
    const body = { data: { policy: policy.name, sequence: ENTRY_COUNT - index } };
    const age = Math.round(((index + 0.5) * RETENTION_MS) / ENTRY_COUNT) + random.integerBelow(DAY / 4);
    return {
      id: createId({ random }),
      policy_id: policy.id,
      name: policy.name,
      description: policy.description,
      alert_type: policy.alert_type,
      alert_body: index % 7 === 6 ? body : JSON.stringify(body),
      ...random.pick(deliveries),
      sent: toTimestamp(at - age),
    };
  });
}
