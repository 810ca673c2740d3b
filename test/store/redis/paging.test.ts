import { describe, expect, test } from '@jest/globals';
import { errorCodes, type LiveGateway } from '../../server/harness.js';
import { OUTAGES, sendCommand } from './outages.js';
import { logged, sharedReplicas, trigger, type TriggerInput, untilShared } from './replicas-harness.js';

const { openReplica, incidentsTitled, redis } = sharedReplicas();

const RESOLVE = `mutation ($id: String!) { resolveIncident(input: { incident: { pagerDutyId: $id } }) { changed } }`;

/** Sends the same mutation to every replica, one after the other; all must return the same incident. */
async function triggerAtAll(replicas: readonly LiveGateway[], input: TriggerInput): Promise<(boolean | null)[]> {
  const results = [];
  for (const replica of replicas) results.push(await trigger(replica, input));
  const made = await incidentsTitled(input.title);
  expect(results.map(({ incident }) => incident?.pagerDutyId)).toEqual(results.map(() => made[0]));
  expect(made).toHaveLength(1);
  return results.map(({ created }) => created);
}

describe.each(OUTAGES)('while Redis is %s', (how, outage) => {
  test('a repeat with its idempotency key pages nobody again, at any replica, during and after it', async () => {
    const replicas = [await openReplica(), await openReplica()];
    const before = { title: `Before: ${how}`, key: `before ${how}` };
    const during = { title: `During: ${how}`, key: `during ${how}` };
    expect(await triggerAtAll(replicas, before)).toEqual([true, true]);
    await outage.begin(redis());
    expect(await triggerAtAll(replicas, before)).toEqual([null, null]);
    expect(await triggerAtAll(replicas, during)).toEqual([true, null]);
    await outage.end(redis());
    for (const replica of replicas) await untilShared(replica);
    await triggerAtAll(replicas, before);
    await triggerAtAll(replicas, during);
  });

  test('an incident that was resolved is not created again by a repeat with its idempotency key', async () => {
    const [one, other] = [await openReplica(), await openReplica()];
    const input = { title: `Resolved: ${how}`, key: `resolved ${how}` };
    await outage.begin(redis());
    const { incident } = await trigger(one, input);
    await one.run(RESOLVE, {}, { id: incident?.pagerDutyId });
    await triggerAtAll([other, one], input);
    await outage.end(redis());
    for (const replica of [one, other]) await untilShared(replica);
    await triggerAtAll([one, other], input);
  });

  test('a caller with a dedup key pages although an older incident with it is resolved', async () => {
    const replica = await openReplica();
    const input = { dedupKey: `own ${how}`, title: `Own key: ${how}` };
    const { incident } = await trigger(replica, { ...input, key: `first ${how}` });
    await replica.run(RESOLVE, {}, { id: incident?.pagerDutyId });
    await outage.begin(redis());
    expect(await trigger(replica, { ...input, key: `second ${how}` })).toMatchObject({ created: true });
    expect(await incidentsTitled(input.title)).toHaveLength(2);
    await outage.end(redis());
  });
});

test('while Redis is killed, each replica counts the operations of a caller alone', async () => {
  const env = { CALLER_RATE_LIMIT: '3' };
  const replicas = [await openReplica(env), await openReplica(env)];
  await redis().kill();
  for (const replica of replicas) {
    const codes = [];
    for (let sent = 0; sent < 4; sent += 1) codes.push(errorCodes(await replica.run('{ viewer { name } }'))[0]);
    expect(codes).toEqual([undefined, undefined, undefined, 'RATE_LIMITED']);
  }
  await redis().restart();
});

test('a value of another program is neither used nor changed', async () => {
  const replica = await openReplica({ REDIS_PREFIX: 'other:' });
  await trigger(replica, { title: 'Foreign', key: 'foreign' });
  const keys = (await sendCommand(redis(), 'KEYS', 'other:idempotency:*')) as string[];
  for (const key of keys) {
    await sendCommand(redis(), 'DEL', key);
    await sendCommand(redis(), 'SET', key, 'of another program');
  }
  await trigger(replica, { title: 'Foreign', key: 'foreign' });
  expect(await incidentsTitled('Foreign')).toHaveLength(1);
  for (const key of keys) expect(await sendCommand(redis(), 'GET', key)).toBe('of another program');
  await logged(replica, 'Ignored a value in Redis that this gateway did not write');
});
