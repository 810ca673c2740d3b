import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, isObjectType, parse } from 'graphql';
import { createDocumentStore } from '../../../src/server/graphql/document-store.js';
import { createOperationCache } from '../../../src/server/graphql/operation-cache.js';
import { ALL_SCOPES, post, liveGateways } from '../harness.js';

const MIB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are still in use after some work. */
async function retainedBytes(work: () => Promise<unknown>): Promise<number> {
  const before = await usedBytes();
  await work();
  return (await usedBytes()) - before;
}

async function usedBytes(): Promise<number> {
  // A collection frees what the one before marked for finalization.
  for (let time = 0; time < 3; time += 1) {
    collectGarbage();
    await setImmediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('the caches of documents', () => {
  const { open } = liveGateways();

  test.each(['a text', 'a text with its hash, to be asked for by it'])(
    'are bounded in bytes, for long literals: %s',
    async (how) => {
      const { url } = await open({ ANONYMOUS_SCOPES: ALL_SCOPES, CALLER_RATE_LIMIT: '0' });
      const send = async (index: number) => {
        const query = `{ viewer { name @include(if: true) } __typename } # ${String(index).padEnd(250_000, 'x')}`;
        const sha256Hash = createHash('sha256').update(query).digest('hex');
        const extensions = how === 'a text' ? {} : { persistedQuery: { version: 1, sha256Hash } };
        expect((await post(`${url}/graphql`, JSON.stringify({ query, extensions }))).status).toBe(200);
      };
      await send(0);
      const held = await retainedBytes(async () => {
        for (let index = 1; index <= 200; index += 1) await send(index);
      });
      // 50 MB in total.
      expect(held).toBeLessThan(16 * MIB);
    },
  );

  test('are bounded in bytes, for a thousand short names in a document', async () => {
    const store = createDocumentStore();
    const held = await retainedBytes(async () => {
      for (let index = 0; index < 300; index += 1) {
        await store.set(String(index), parse(`query Q${index} { viewer { ${'name '.repeat(950)} } }`));
      }
    });
    // 150 MB in total.
    expect(held).toBeLessThan(16 * MIB);
    expect(await store.get('299')).toBeDefined();
    expect(await store.get('0')).toBeUndefined();
  });

  test('are bounded in bytes, for operations and their plans', async () => {
    const schema = buildSchema('type Query { item: Item } type Item { id: ID item: Item }');
    const item = () => ({ item });
    for (const type of [schema.getQueryType(), schema.getType('Item')])
      if (isObjectType(type)) Object.assign(type.getFields()['item'] ?? {}, { resolve: item });
    const find = createOperationCache(schema, 1000);
    const fields = Array.from({ length: 100 }, (_, index) => `a${index}: id b${index}: item { id }`).join(' ');
    const run = (index: number) => find(`query Q${index} { item { item { ${fields} } } }`, undefined)?.execute({}, {});
    expect(await run(0)).toMatchObject({ data: { item: { item: { b99: { id: null } } } } });
    const held = await retainedBytes(async () => {
      // oxlint-disable-next-line no-await-in-loop -- only the last results may be held
      for (let index = 1; index <= 600; index += 1) await run(index);
    });
    expect(held).toBeLessThan(40 * MIB);
  }, 120_000);
});
