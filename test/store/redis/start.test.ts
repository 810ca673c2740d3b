import { expect, test } from '@jest/globals';
import { ConfigError } from '../../../src/config/config-error.js';
import { UNUSED_PORT } from '../../ports.js';
import { logged, sharedReplicas, trigger } from './replicas-harness.js';

const { openReplica, redis } = sharedReplicas();

const UNAVAILABLE = 'Redis is unavailable: this replica works with its own state';

test('without Redis the gateway starts, logs the cause and works', async () => {
  const replica = await openReplica({ REDIS_URL: `redis://me:secret-of-redis@127.0.0.1:${UNUSED_PORT}` });
  expect(replica.log.find(({ message }) => message === UNAVAILABLE)?.details).toMatchObject({
    reason: `connect ECONNREFUSED 127.0.0.1:${UNUSED_PORT}`,
  });
  expect(JSON.stringify(replica.log)).not.toContain('secret-of-redis');
  expect(await trigger(replica, { title: 'Alone', key: 'alone' })).toMatchObject({ created: true });
});

test('with REDIS_REQUIRED=on it refuses to start, and names the setting, the address and the cause', async () => {
  const opened = openReplica({
    REDIS_URL: `redis://me:secret-of-redis@127.0.0.1:${UNUSED_PORT}`,
    REDIS_REQUIRED: 'on',
  });
  const error: unknown = await opened.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigError);
  expect((error as ConfigError).errors).toEqual([
    `REDIS_URL names redis://127.0.0.1:${UNUSED_PORT}, which is unavailable: connect ECONNREFUSED 127.0.0.1:${UNUSED_PORT}. REDIS_REQUIRED is on.`,
  ]);
});

test('a start waits for Redis, and logs its version', async () => {
  const replica = await openReplica({ REDIS_REQUIRED: 'on' });
  await logged(replica, 'State is shared with other replicas through Redis');
  expect(replica.log.find(({ message }) => String(message).startsWith('State is shared'))?.details).toMatchObject({
    redis: redis().url,
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
});
