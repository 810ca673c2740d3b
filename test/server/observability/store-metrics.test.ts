import { expect, test } from '@jest/globals';
import { sendCommand } from '../../store/redis/outages.js';
import { logged, sharedReplicas, trigger } from '../../store/redis/replicas-harness.js';
import { METRICS, scrape, sumOf } from './scrape.js';

const { open, openReplica, redis } = sharedReplicas();

test('the metrics show whether Redis is available, and count the commands that failed or were not sent', async () => {
  const replica = await openReplica(METRICS);
  await trigger(replica, { title: 'Shared', key: 'shared' });
  const before = await scrape(replica);
  expect(sumOf(before, 'pagergraph_redis_available')).toBe(1);
  // It claims the key, tracks the create and stores the result.
  const commands = 'pagergraph_redis_commands_total';
  expect(sumOf(before, commands, { error_type: '' })).toBeGreaterThanOrEqual(3);
  expect([
    sumOf(before, commands, { error_type: 'failed' }),
    sumOf(before, commands, { error_type: 'not-sent' }),
  ]).toEqual([0, 0]);

  redis().pause();
  await trigger(replica, { title: 'Alone', key: 'alone' });
  let during = await scrape(replica);
  // A handshake that fails first ends the wait of the command, which fails a little later.
  // oxlint-disable-next-line no-await-in-loop -- until it has failed
  while (sumOf(during, commands, { error_type: 'failed' }) === 0) during = await scrape(replica);
  redis().resume();
  expect(sumOf(during, 'pagergraph_redis_available')).toBe(0);
  expect(sumOf(during, commands, { error_type: 'not-sent' })).toBeGreaterThan(0);
});

test('the metrics count values of other programs', async () => {
  const replica = await openReplica({ ...METRICS, REDIS_PREFIX: 'other:' });
  await trigger(replica, { title: 'Foreign', key: 'foreign' });
  for (const key of (await sendCommand(redis(), 'KEYS', 'other:idempotency:*')) as string[]) {
    await sendCommand(redis(), 'DEL', key);
    await sendCommand(redis(), 'SET', key, 'of another program');
  }
  await trigger(replica, { title: 'Foreign', key: 'foreign' });
  await logged(replica, 'Ignored a value in Redis that this gateway did not write');
  expect(sumOf(await scrape(replica), 'pagergraph_redis_invalid_values_total')).toBeGreaterThan(0);
});

test('there are no metrics of Redis without REDIS_URL', async () => {
  const samples = await scrape(await open(METRICS));
  expect(samples.filter(({ name }) => name.startsWith('pagergraph_redis'))).toEqual([]);
});
