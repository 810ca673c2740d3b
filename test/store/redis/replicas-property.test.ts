import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Fault, type Outcome } from '../../../src/faults/fault.js';
import { createIdempotentRunner, type IdempotentRunner } from '../../../src/graph/core/mutations/idempotent-runner.js';
import { createMemoryIdempotencyStore } from '../../../src/store/memory/idempotency.js';
import { RedisIdempotencyStore } from '../../../src/store/redis/idempotency.js';
import type { RedisConnection } from '../../../src/store/redis/redis-connection.js';
import { deferred } from '../../deferred.js';
import { propertyRuns } from '../../properties/property-runs.js';
import { connect, redisConfig, TTL_SECONDS } from '../store-harness.js';
import { startRedis, type TestRedis } from '../test-redis.js';

let redis: TestRedis;
const connections: RedisConnection[] = [];
const stores: RedisIdempotencyStore[] = [];
const replicas: IdempotentRunner[] = [];

beforeAll(async () => {
  redis = await startRedis();
  for (const _ of ['one', 'other', 'third']) {
    const connection = await connect(redisConfig({ REDIS_URL: redis.url }));
    const store = new RedisIdempotencyStore(connection, createMemoryIdempotencyStore(TTL_SECONDS), TTL_SECONDS);
    connections.push(connection);
    stores.push(store);
    replicas.push(createIdempotentRunner(store));
  }
});
afterAll(async () => {
  for (const one of [...stores, ...connections]) one.close();
  await redis.stop();
});

interface Running {
  readonly id: string;
  readonly end: (outcome: 'done' | Outcome) => void;
}

const step = fc.record({
  replica: fc.nat(2),
  owner: fc.constantFrom('me', 'you'),
  key: fc.constantFrom('a', 'b'),
  ends: fc.nat(),
  outcome: fc.constantFrom<'done' | Outcome>('done', 'UNKNOWN', 'REFUSED'),
  isBegin: fc.boolean(),
});

test('no work runs at two replicas at once, and each caller gets the result of its own key', async () => {
  let round = 0;
  const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
    round += 1;
    const running: Running[] = [];
    const all: Promise<unknown>[] = [];
    const finished = new Set<string>();
    for (const { replica, owner, key, ends, outcome, isBegin } of steps) {
      const id = `${owner} ${key} ${round}`;
      if (isBegin) {
        const work = () => {
          expect([...running.map((one) => one.id), ...finished]).not.toContain(id);
          const { promise, resolve, reject } = deferred<string>();
          const end: Running['end'] = (how) => {
            if (how !== 'done') return reject(new Fault('UPSTREAM_UNAVAILABLE', 'Lost.', { outcome: how }));
            finished.add(id);
            resolve(id);
          };
          running.push({ id, end });
          return promise;
        };
        const run = replicas[replica]?.run(owner, `${key} ${round}`, 'input', work);
        all.push(Promise.resolve(run).then((result) => expect(result).toBe(id), expectFault));
      } else running.splice(ends % Math.max(1, running.length), 1)[0]?.end(outcome);
      await connections[replica]?.run((client) => client.ping());
    }
    // Work may begin when other work has ended.
    const settled = Promise.all(all).then(() => true);
    while (!(await Promise.race([settled, new Promise<boolean>((resolve) => setImmediate(resolve, false))]))) {
      for (const { end } of running.splice(0)) end('done');
    }
  });
  await fc.assert(property, propertyRuns(30));
});

const expectFault = (error: unknown) => expect(error).toBeInstanceOf(Fault);
