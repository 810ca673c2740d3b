import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { printSubgraph } from '../../src/graph/nodes/federation/print-subgraph.js';
import { createSchema } from '../../src/graph/schema.js';
import { schemaElements } from './schema-coordinates.js';

const schema = createSchema();

/** type-graphql gives these two no description. */
const ROOTS = ['Query', 'Mutation', 'Subscription'];

describe('the schema', () => {
  test.each([
    ['schema.graphql', printSchema(lexicographicSortSchema(schema))],
    ['subgraph.graphql', printSubgraph(schema)],
  ])('equals the committed file %s', (name, printed) => {
    const committed = readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');
    if (!committed.endsWith(`\n${printed}\n`)) {
      throw new Error(`schema/${name} is not what the code says; run "npm run schema" and look at the difference.`);
    }
  });

  test('describes every type, field, argument, input field and enum value', () => {
    const bare = [...schemaElements(schema)].filter(([, { description }]) => !description?.trim());
    expect(bare.map(([coordinate]) => coordinate).filter((name) => !ROOTS.includes(name))).toEqual([]);
  });
});
