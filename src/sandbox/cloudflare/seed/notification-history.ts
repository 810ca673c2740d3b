import { DAY } from '../../clock.js';
import type { Random } from '../../random.js';
import { newId, stamp, type HistoryEntry, type Mechanism, type Policy } from '../cloudflare-state.js';

const COUNT = 40;
const RETENTION = 30 * DAY;

const KINDS: Readonly<Record<Mechanism, HistoryEntry['mechanism_type']>> = {
  email: 'email',
  pagerduty: 'pagerduty',
  webhooks: 'webhook',
};

/** Forty notifications of the last thirty days, newest first. Every seventh body is an object (quirk 105). */
export function seedHistory(at: number, random: Random, policies: readonly Policy[]): readonly HistoryEntry[] {
  return Array.from({ length: COUNT }, (_, index) => {
    const policy = random.pick(policies);
    const ways = Object.entries(policy.mechanisms).flatMap(([mechanism, targets]) =>
      targets.map(({ id }) => ({ mechanism: id, mechanism_type: KINDS[mechanism as Mechanism] })),
    );
    const body = { data: { policy: policy.name, sequence: COUNT - index } };
    const age = Math.round(((index + 0.5) * RETENTION) / COUNT) + random.below(DAY / 4);
    return {
      id: newId({ random }),
      policy_id: policy.id,
      name: policy.name,
      description: policy.description,
      alert_type: policy.alert_type,
      alert_body: index % 7 === 6 ? body : JSON.stringify(body),
      ...random.pick(ways),
      sent: stamp(at - age),
    };
  });
}
