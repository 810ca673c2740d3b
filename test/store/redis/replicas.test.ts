import { describe, expect, test } from '@jest/globals';
import { errorCodes } from '../../server/harness.js';
import { sharedReplicas, trigger } from './replicas-harness.js';

const { openReplica, incidentsTitled, redis } = sharedReplicas();

describe('two replicas with one Redis', () => {
  test('run a mutation once per idempotency key, whichever receives the repeat', async () => {
    const [one, other] = [await openReplica(), await openReplica()];
    const first = await trigger(one, { title: 'Once', key: 'once' });
    expect(first.created).toBe(true);
    expect(await trigger(other, { title: 'Once', key: 'once' })).toEqual(first);
    expect(await incidentsTitled('Once')).toHaveLength(1);
    expect(other.calls().filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('run it once when both receive it at the same time', async () => {
    const [one, other] = [await openReplica(), await openReplica()];
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, n) => trigger(n % 2 === 0 ? one : other, { title: 'At once', key: 'at-once' })),
    );
    expect(new Set(all.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(all[0]?.created).toBe(true);
    expect(await incidentsTitled('At once')).toHaveLength(1);
  });

  test('count the operations of a caller together', async () => {
    const env = { CALLER_RATE_LIMIT: '4' };
    const replicas = [await openReplica(env), await openReplica(env)];
    const codes: unknown[] = [];
    for (const replica of [...replicas, ...replicas, ...replicas]) {
      const response = await replica.run('{ viewer { name } }', { 'x-forwarded-for': '192.0.2.1' });
      codes.push(errorCodes(response)[0]);
    }
    expect(codes.filter((code) => code === 'RATE_LIMITED').length).toBeGreaterThan(0);
    expect(codes.at(-1)).toBe('RATE_LIMITED');
  });

  test('log the address of Redis without its credentials', async () => {
    const replica = await openReplica({ REDIS_URL: redis().url.replace('//', '//default:secret-of-redis@') });
    const text = JSON.stringify(replica.log);
    expect(text).toContain(redis().url);
    expect(text).not.toContain('secret-of-redis');
  });
});
