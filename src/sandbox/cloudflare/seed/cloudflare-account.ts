import { DAY, HOUR, type Clock } from '../../clock.js';
import { indexById } from '../../index-by-id.js';
import type { Random } from '../../random.js';
import {
  createId,
  toTimestamp,
  type CloudflareState,
  type Destination,
  type Policy,
  type StoredSilence,
  type WebhookDestination,
} from '../cloudflare-state.js';
import { seedNotifications } from './notification-history.js';

/** Two names match PagerDuty services. The service of the third was deleted. */
const DESTINATION_NAMES = ['Website Edge', 'Payments Gateway', 'Origin Watch (old)'];

/**
 * Creates the account as of `now`. The same clock and random seed give the same account.
 *
 * @param extraDestinations see `SandboxOptions`
 */
export function seedCloudflareAccount(now: Clock, random: Random, extraDestinations: number): CloudflareState {
  const at = now().getTime();
  const destinations: readonly Destination[] = DESTINATION_NAMES.map((name) => ({ id: createId({ random }), name }));
  const webhook: WebhookDestination = {
    id: createId({ random }),
    name: 'Harbourline chat',
    url: 'https://hooks.example.com/harbourline',
    type: 'generic',
    created_at: toTimestamp(at - 300 * DAY),
    last_success: toTimestamp(at - 7 * HOUR),
    last_failure: null,
  };
  const policies = seedPolicies(at, random, destinations, webhook);
  const extra = seedExtraDestinations(at, random, extraDestinations);
  return {
    now,
    random,
    destinations: indexById([...destinations, ...extra.destinations]),
    webhooks: new Map([[webhook.id, webhook]]),
    policies: indexById([...policies, ...extra.policies]),
    tokens: new Map(),
    history: seedNotifications(at, random, policies),
    // Last, so that it changes no other id.
    silences: seedSilences(at, random, policies),
  };
}

/**
 * Creates `count` destinations and `count` policies, each of which delivers to all of these destinations. It is the
 * densest possible account.
 */
function seedExtraDestinations(at: number, random: Random, count: number) {
  const destinations = Array.from({ length: count }, (_, index) => ({
    id: createId({ random }),
    name: `Delivery ${index}`,
  }));
  const policies = destinations.map(({ name }): Policy => ({
    id: createId({ random }),
    name,
    description: 'Delivers to everybody',
    enabled: true,
    alert_type: 'http_alert_origin_error',
    mechanisms: { pagerduty: toTargets(...destinations) },
    created: toTimestamp(at),
    modified: toTimestamp(at),
  }));
  return { destinations, policies };
}

/** Creates an active silence and a future one. */
function seedSilences(at: number, random: Random, policies: readonly Policy[]): CloudflareState['silences'] {
  const silence = (policyName: string, from: number, until: number): readonly [string, StoredSilence] => {
    const id = createId({ random });
    const created = toTimestamp(at - 3 * HOUR);
    const stored = {
      id,
      policy_id: policies.find(({ name }) => name === policyName)?.id ?? '',
      start_time: toTimestamp(at + from),
      end_time: toTimestamp(at + until),
      created_at: created,
      updated_at: created,
    };
    return [id, { silence: stored, hiddenReads: 0 }];
  };
  return new Map([
    silence('Certificates in chat', -2 * HOUR, 2 * DAY),
    silence('Origin errors on checkout', 7 * DAY, 7 * DAY + 4 * HOUR),
  ]);
}

function toTargets(...targets: readonly (Destination | undefined)[]): readonly { readonly id: string }[] {
  return targets.map((target) => ({ id: target?.id ?? '' }));
}

type SeedPolicyFields = Omit<Policy, 'id' | 'enabled' | 'created' | 'modified'>;

function seedPolicy(at: number, random: Random, daysAgo: number, fields: SeedPolicyFields): Policy {
  return {
    id: createId({ random }),
    enabled: true,
    created: toTimestamp(at - daysAgo * DAY),
    modified: toTimestamp(at - Math.floor(daysAgo / 3) * DAY),
    ...fields,
  };
}

function seedPolicies(
  at: number,
  random: Random,
  [edge, payments, retired]: readonly Destination[],
  webhook: Destination,
): readonly Policy[] {
  const policy = (daysAgo: number, fields: SeedPolicyFields) => seedPolicy(at, random, daysAgo, fields);
  return [
    policy(280, {
      name: 'Unhealthy pools page Platform',
      description: 'A pool or origin turned unhealthy',
      alert_type: 'load_balancing_health_alert',
      mechanisms: { pagerduty: toTargets(edge) },
      filters: { new_health: ['Unhealthy'], event_source: ['pool', 'origin'] },
    }),
    policy(210, {
      name: 'Origin errors on checkout',
      description: 'Too many 5xx responses from the checkout origins',
      alert_type: 'http_alert_origin_error',
      alert_interval: '30m',
      mechanisms: { email: [{ id: 'platform@example.com' }], pagerduty: toTargets(payments) },
      filters: { zones: [random.hex(32)], slo: ['99.9'] },
    }),
    policy(160, {
      name: 'Certificates in chat',
      description: 'Universal certificate notices',
      alert_type: 'universal_ssl_event_type',
      mechanisms: { webhooks: toTargets(webhook) },
    }),
    policy(90, {
      name: 'HTTP floods',
      description: 'An attack was mitigated',
      alert_type: 'dos_attack_l7',
      mechanisms: { pagerduty: toTargets(edge, retired) },
    }),
  ];
}
