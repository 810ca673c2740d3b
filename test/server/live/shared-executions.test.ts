import { describe, expect, test } from '@jest/globals';
import { getNamedType, isAbstractType, isObjectType, type GraphQLNamedType } from 'graphql';
import { createSchema } from '../../../src/graph/schema.js';
import { bearer, liveGateways, sha256 } from '../harness.js';
import { ANYONE, eventStreams, findSharedIds, nextData, OPEN_INCIDENTS, trigger, waitForLog } from './live-harness.js';

const { open, writeFile } = liveGateways();
const { subscribe } = eventStreams();
const schema = createSchema();

const WRITER = {
  name: 'writer',
  sha256: sha256('pg_writer'),
  scopes: ['INCIDENTS_WRITE'],
  email: 'tomasz.wilk@example.com',
};

describe('subscribers', () => {
  test('with the same rights share one execution, and others never do', async () => {
    const keys = ['one', 'two', 'three'].map((name, index) => ({
      name,
      sha256: sha256(`pg_${name}`),
      scopes: index < 2 ? ['INCIDENTS_READ'] : ['INCIDENTS_READ', 'INCIDENTS_WRITE'],
    }));
    const gateway = await open({ API_KEYS_FILE: writeFile('shared-keys.json', [...keys, WRITER]) });
    const streams = [];
    for (const { name } of keys)
      streams.push(await subscribe(gateway, OPEN_INCIDENTS, { headers: bearer(`pg_${name}`) }));
    await Promise.all(streams.map(nextData));
    await trigger(gateway, bearer('pg_writer'));
    const changes = await Promise.all(streams.map(nextData));
    expect(changes.every((change) => change['openIncidents']?.['totalCount'] === 15)).toBe(true);
    const sharedIds = findSharedIds(gateway);
    expect([sharedIds[0] === sharedIds[1], sharedIds[0] === sharedIds[2]]).toEqual([true, false]);
  });

  test('have a new execution after the last one has left', async () => {
    const gateway = await open(ANYONE);
    const watch = async () => {
      const stream = await subscribe(gateway, OPEN_INCIDENTS);
      await nextData(stream);
      return stream;
    };
    const [first, second] = [await watch(), await watch()];
    first.close();
    await waitForLog(gateway, 'GraphQL subscription ended', 1);
    const third = await watch();
    for (const stream of [second, third]) stream.close();
    await waitForLog(gateway, 'GraphQL subscription ended', 3);
    await watch();
    const ids = findSharedIds(gateway);
    expect(ids.map((id) => ids.indexOf(id))).toEqual([0, 0, 0, 3]);
  });

  test('cause no more upstream reads in a minute than one query may make', async () => {
    const gateway = await open({ ...ANYONE, MAX_COMPLEXITY: '250' });
    const fields = 'incident { notes { content } alerts(first: 1) { nodes { id } } }';
    const stream = await subscribe(gateway, `subscription { incidentEvents { type ${fields} } }`);
    const results = [];
    for (let count = 0; count < 11; count += 1) {
      await trigger(gateway);
      results.push((await stream.next())?.data);
    }
    const failed = { errors: [{ extensions: { code: 'OPERATION_TOO_COMPLEX' } }, {}] };
    expect(results.findIndex((result) => 'errors' in (result as object))).toBe(10);
    expect(results[10]).toMatchObject(failed);
  });

  test('of one caller share these reads, and take none from another caller', async () => {
    const keys = ['heavy', 'light'].map((name) => ({ name, sha256: sha256(`pg_${name}`), scopes: ['INCIDENTS_READ'] }));
    const file = writeFile('reading-keys.json', [...keys, WRITER]);
    const gateway = await open({ API_KEYS_FILE: file, MAX_COMPLEXITY: '250' });
    const watch = (who: string, first: number) => {
      const fields = `incident { one: alerts(first: ${first}) { nodes { id } } two: alerts(first: ${first + 1}) { nodes { id } } }`;
      return subscribe(gateway, `subscription { incidentEvents { type ${fields} } }`, { headers: bearer(`pg_${who}`) });
    };
    const streams = [
      await watch('light', 1),
      await watch('heavy', 1),
      await watch('heavy', 3),
      await watch('heavy', 5),
    ];
    const hasErrors: boolean[][] = [];
    for (let count = 0; count < 6; count += 1) {
      await trigger(gateway, bearer('pg_writer'));
      const results = await Promise.all(streams.map((stream) => stream.next()));
      hasErrors.push(results.map((result) => Object.hasOwn(result?.data as object, 'errors')));
    }
    expect(hasErrors.slice(0, 5).flat()).not.toContain(true);
    expect(hasErrors[5]).toEqual([false, false, true, true]);
  });

  test('have no field that depends on who they are', () => {
    const seen = new Set<string>();
    const visit = (type: GraphQLNamedType | null | undefined): void => {
      if (!type || seen.has(type.name)) return;
      seen.add(type.name);
      if (isAbstractType(type)) for (const possible of schema.getPossibleTypes(type)) visit(possible);
      if (isObjectType(type)) for (const field of Object.values(type.getFields())) visit(getNamedType(field.type));
    };
    visit(schema.getSubscriptionType());
    expect(seen.has('Incident') && seen.has('PagerDutyAccount')).toBe(true);
    expect(['Query', 'Viewer', 'RateLimit'].filter((name) => seen.has(name))).toEqual([]);
  });
});
