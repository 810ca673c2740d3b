import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { liveGateways, type LiveGateway } from '../../server/harness.js';
import { startRedis, type TestRedis } from '../test-redis.js';

const { open, sandbox } = liveGateways();

let redis: TestRedis;
beforeAll(async () => {
  // With `everysec` a busy disk delays writes that Redis has confirmed.
  redis = await startRedis('--appendonly', 'yes', '--appendfsync', 'always');
});
afterAll(() => redis.stop());

const TRIGGER = `mutation ($dedupKey: String!) { triggerIncident(input: {
  service: { pagerDutyId: "PSVC001" }, title: "Disk", dedupKey: $dedupKey, whenUnavailable: QUEUE
}) { queued { id } } }`;
const STATE = 'query ($id: ID!) { queuedTrigger(id: $id) { state } }';

/** Undefined if the trigger was refused, because a busy machine makes Redis slow. */
async function queue({ run }: LiveGateway, dedupKey: string): Promise<string | undefined> {
  const { data, errors } = await run(TRIGGER, {}, { dedupKey });
  if (!data?.['triggerIncident']) expect(errors[0]?.extensions['outcome']).toMatch(/^(?:NOT_SENT|UNKNOWN)$/);
  return (data?.['triggerIncident'] as { queued: { id: string } } | null)?.queued.id;
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
    ANONYMOUS_SCOPES: 'INCIDENTS_READ,INCIDENTS_WRITE',
  };
  const openReplica = () => open(env, { accountOverrides: { from } });
  sandbox().control.pagerduty.addFault({ kind: 'down' });
  const first = await openReplica();
  const accepted = new Map<string, string>();
  for (let number = 0; accepted.size < 6; number += 1) {
    const id = await queue(first, `replica-${number}`);
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
