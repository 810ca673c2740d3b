import { DAY, HOUR, type Clock } from '../../clock.js';
import type { Random } from '../../random.js';
import {
  newId,
  stamp,
  type CloudflareState,
  type Destination,
  type Policy,
  type WebhookDestination,
} from '../cloudflare-state.js';
import { seedHistory } from './notification-history.js';

/** Two names are those of PagerDuty services, the third belongs to a service that is gone. */
const DESTINATIONS = ['Website Edge', 'Payments Gateway', 'Origin Watch (old)'];

/**
 * The account as it stands at `now`, the same for the same clock and chance.
 *
 * @param deliveries see `SandboxOptions`
 */
export function seedAccount(now: Clock, random: Random, deliveries: number): CloudflareState {
  const at = now().getTime();
  const destinations: readonly Destination[] = DESTINATIONS.map((name) => ({ id: newId({ random }), name }));
  const webhook: WebhookDestination = {
    id: newId({ random }),
    name: 'Harbourline chat',
    url: 'https://hooks.example.com/harbourline',
    type: 'generic',
    created_at: stamp(at - 300 * DAY),
    last_success: stamp(at - 7 * HOUR),
    last_failure: null,
  };
  const policies = seedPolicies(at, random, destinations, webhook);
  const more = seedDeliveries(at, random, deliveries);
  return {
    now,
    random,
    destinations: byId([...destinations, ...more.destinations]),
    webhooks: new Map([[webhook.id, webhook]]),
    policies: byId([...policies, ...more.policies]),
    tokens: new Map(),
    history: seedHistory(at, random, policies),
  };
}

function byId<T extends { readonly id: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}

/**
 * As many destinations as policies, all of which deliver to all of these: as dense as an account can be. They share the
 * names of two services.
 */
function seedDeliveries(at: number, random: Random, count: number) {
  const destinations = Array.from({ length: count }, (_, index) => ({
    id: newId({ random }),
    name: `Delivery ${index}`,
  }));
  const policies = destinations.map(({ name }): Policy => ({
    id: newId({ random }),
    name,
    description: 'Delivers to everybody',
    enabled: true,
    alert_type: 'http_alert_origin_error',
    mechanisms: { pagerduty: to(...destinations) },
    created: stamp(at),
    modified: stamp(at),
  }));
  return { destinations, policies };
}

function to(...targets: readonly (Destination | undefined)[]): readonly { readonly id: string }[] {
  return targets.map((target) => ({ id: target?.id ?? '' }));
}

function seedPolicies(
  at: number,
  random: Random,
  [edge, payments, old]: readonly Destination[],
  webhook: Destination,
): readonly Policy[] {
  const policy = (daysAgo: number, content: Omit<Policy, 'id' | 'enabled' | 'created' | 'modified'>): Policy => ({
    id: newId({ random }),
    enabled: true,
    created: stamp(at - daysAgo * DAY),
    modified: stamp(at - Math.floor(daysAgo / 3) * DAY),
    ...content,
  });
  return [
    policy(280, {
      name: 'Unhealthy pools page Platform',
      description: 'A pool or origin turned unhealthy',
      alert_type: 'load_balancing_health_alert',
      mechanisms: { pagerduty: to(edge) },
      filters: { new_health: ['Unhealthy'], event_source: ['pool', 'origin'] },
    }),
    policy(210, {
      name: 'Origin errors on checkout',
      description: 'Too many 5xx answers from the checkout origins',
      alert_type: 'http_alert_origin_error',
      alert_interval: '30m',
      mechanisms: { email: [{ id: 'platform@example.com' }], pagerduty: to(payments) },
      filters: { zones: [random.hex(32)], slo: ['99.9'] },
    }),
    policy(160, {
      name: 'Certificates in chat',
      description: 'Universal certificate notices',
      alert_type: 'universal_ssl_event_type',
      mechanisms: { webhooks: to(webhook) },
    }),
    policy(90, {
      name: 'HTTP floods',
      description: 'An attack was mitigated',
      alert_type: 'dos_attack_l7',
      mechanisms: { pagerduty: to(edge, old) },
    }),
  ];
}
