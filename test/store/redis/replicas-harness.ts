import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { liveGateways, type GatewayHarness, type LiveGateway } from '../../server/harness.js';
import { startRedis, type TestRedis } from '../test-redis.js';

const TRIGGER = `mutation ($title: String!, $key: String, $dedupKey: String) {
  triggerIncident(input: {
    service: { pagerDutyId: "PSVC001" }, title: $title, idempotencyKey: $key, dedupKey: $dedupKey
  }) { created incident { pagerDutyId } userErrors { code } }
}`;

const STATUS = '{ pagerDutyAccount { live { isShared } } }';

/** Signs the webhooks of every replica. */
export const WEBHOOK_SECRET = 'the-secret-of-the-subscription';

export interface TriggerInput {
  readonly title: string;
  readonly key?: string;
  readonly dedupKey?: string;
}

/** What `triggerIncident` returned. */
export interface Triggered {
  readonly created: boolean | null;
  readonly incident: { readonly pagerDutyId: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

export interface Replicas {
  readonly redis: () => TestRedis;
  readonly open: GatewayHarness['open'];
  readonly writeFile: GatewayHarness['writeFile'];
  /** Opens a gateway with this Redis. */
  readonly openReplica: (env?: Record<string, string>) => Promise<LiveGateway>;
  /** Ids of the incidents that have a title. */
  readonly incidentsTitled: (title: string) => Promise<readonly string[]>;
}

/** Gateways that share a Redis server and a sandbox. */
export function sharedReplicas(...redisSettings: readonly string[]): Replicas {
  const { open, writeFile, sandbox } = liveGateways();
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis(...redisSettings);
  });
  afterAll(() => redis.stop());
  return {
    redis: () => redis,
    open,
    writeFile,
    openReplica(env = {}) {
      const { from } = sandbox().pagerduty;
      const shared = { REDIS_URL: redis.url, ANONYMOUS_SCOPES: 'INCIDENTS_READ,INCIDENTS_WRITE' };
      return open({ ...shared, ...env }, { accountOverrides: { from, webhookSecrets: [WEBHOOK_SECRET] } });
    },
    async incidentsTitled(title) {
      const { baseUrl, apiToken } = sandbox().pagerduty;
      const headers = { authorization: `Token token=${apiToken}` };
      const response = await fetch(`${baseUrl}/incidents?date_range=all&limit=100&sort_by=created_at:desc`, {
        headers,
      });
      const { incidents } = (await response.json()) as { incidents: { id: string; title: string }[] };
      return incidents.filter((incident) => incident.title === title).map(({ id }) => id);
    },
  };
}

export async function trigger({ run }: LiveGateway, input: TriggerInput): Promise<Triggered> {
  const { data, errors } = await run(TRIGGER, {}, input);
  expect(errors).toEqual([]);
  return data?.['triggerIncident'] as Triggered;
}

export function hasLogged({ log }: LiveGateway, message: string): boolean {
  return log.some((line) => line.message === message);
}

/** Waits until the gateway logs a message. */
export async function logged(gateway: LiveGateway, message: string): Promise<void> {
  while (!hasLogged(gateway, message)) await new Promise(setImmediate);
}

/** Waits until Redis is available to the replica; the log states it at most once per minute. */
export async function untilShared(replica: LiveGateway): Promise<void> {
  while (!JSON.stringify((await replica.run(STATUS)).data).includes('"isShared":true')) await setTimeout(20);
}
