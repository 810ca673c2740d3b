import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { liveGateways, type LiveGateway } from '../../server/harness.js';
import { startRedis, type TestRedis } from '../test-redis.js';

/** Later than the real time. */
let sandboxIsAheadMs = 0;
const { open, sandbox } = liveGateways({ now: () => new Date(Date.now() + sandboxIsAheadMs) });

let redis: TestRedis;
beforeAll(async () => {
  // With `everysec` a busy disk delays writes that Redis has confirmed.
  redis = await startRedis('--appendonly', 'yes', '--appendfsync', 'always');
});
afterAll(() => redis.stop());

const SCOPES = 'INCIDENTS_READ,INCIDENTS_WRITE';

const TRIGGER = `mutation ($dedupKey: String!) { triggerIncident(input: {
  service: { pagerDutyId: "PSVC001" }, title: "Disk", dedupKey: $dedupKey, whenUnavailable: QUEUE
}) { queued { id } } }`;
const KEYED = `mutation ($whenUnavailable: UnavailablePolicy) { triggerIncident(input: {
  service: { pagerDutyId: "PSVC001" }, title: "Keyed", idempotencyKey: "keyed", whenUnavailable: $whenUnavailable
}) { incident { id } queued { id } } }`;
const RESOLVE = 'mutation ($id: ID!) { resolveIncident(input: { incident: { id: $id } }) { changed } }';
const STATE = 'query ($id: ID!) { queuedTrigger(id: $id) { state } }';

/** Undefined if the trigger was refused, because a busy machine makes Redis slow. */
async function queue({ run }: LiveGateway, document: string, variables: object): Promise<string | undefined> {
  const { data, errors } = await run(document, {}, variables);
  if (!data?.['triggerIncident']) expect(errors[0]?.extensions['outcome']).toMatch(/^(?:NOT_SENT|UNKNOWN)$/);
  return (data?.['triggerIncident'] as { queued: { id: string } | null } | null)?.queued?.id;
}

/** Reads until Redis responds. */
async function readState(gateway: LiveGateway, id: string): Promise<string> {
  for (;;) {
    const { data } = await gateway.run(STATE, {}, { id });
    if (data) return (data['queuedTrigger'] as { state: string }).state;
    await new Promise((tick) => setTimeout(tick, 50));
  }
}

async function countIncidents(dedupKey: string): Promise<number> {
  const { baseUrl, apiToken } = sandbox().pagerduty;
  const headers = { authorization: `Token token=${apiToken}` };
  const response = await fetch(`${baseUrl}/incidents?date_range=all&incident_key=${dedupKey}`, { headers });
  return ((await response.json()) as { incidents: object[] }).incidents.length;
}

test('what one replica queued is delivered once, also after it and Redis were killed', async () => {
  const { from } = sandbox().pagerduty;
  const env = {
    REDIS_URL: redis.url,
    UPSTREAM_DEADLINE_MS: '1000',
    UPSTREAM_TRY_TIMEOUT_MS: '400',
    ANONYMOUS_SCOPES: SCOPES,
  };
  const openReplica = () => open(env, { accountOverrides: { from } });
  sandbox().control.pagerduty.addFault({ kind: 'down' });
  const first = await openReplica();
  const accepted = new Map<string, string>();
  for (let number = 0; accepted.size < 6; number += 1) {
    const id = await queue(first, TRIGGER, { dedupKey: `replica-${number}` });
    if (id !== undefined) accepted.set(`replica-${number}`, id);
  }
  await first.gateway.stop();
  await redis.kill();
  await redis.restart();
  const [one, other] = [await openReplica(), await openReplica()];
  for (const id of accepted.values()) expect(await readState(one, id)).toBe('WAITING');
  sandbox().control.pagerduty.faults.clear();
  for (const id of accepted.values()) {
    while ((await readState(other, id)) === 'WAITING') await new Promise((tick) => setTimeout(tick, 50));
    expect(await readState(one, id)).toBe('DELIVERED');
  }
  for (const key of accepted.keys()) expect(await countIncidents(key)).toBe(1);
});

test('a queued repeat finds the resolved incident that it made before Redis lost its data', async () => {
  const { from } = sandbox().pagerduty;
  const env = { REDIS_URL: redis.url, UPSTREAM_DEADLINE_MS: '1500', ANONYMOUS_SCOPES: SCOPES };
  const openReplica = (REDIS_PREFIX: string) => open({ ...env, REDIS_PREFIX }, { accountOverrides: { from } });
  const before = await openReplica('before:');
  const made = (await before.run(KEYED)).data?.['triggerIncident'] as { incident: { id: string } };
  const resolved = await before.run(RESOLVE, {}, { id: made.incident.id });
  expect(resolved.data).toEqual({ resolveIncident: { changed: true } });
  // Another prefix is a Redis without data.
  const after = await openReplica('after:');
  sandboxIsAheadMs = 60_000;
  let id: string | undefined;
  while (id === undefined) {
    sandbox().control.pagerduty.addFault({ kind: '429', retryAfterSeconds: 2 });
    id = await queue(after, KEYED, { whenUnavailable: 'QUEUE' });
  }
  while ((await readState(after, id)) === 'WAITING') await new Promise((tick) => setTimeout(tick, 50));
  const { data } = await after.run('query ($id: ID!) { queuedTrigger(id: $id) { state incident { id } } }', {}, { id });
  expect(data).toEqual({ queuedTrigger: { state: 'DELIVERED', incident: made.incident } });
});
