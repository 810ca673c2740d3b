import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from '../../src/graph/schema.js';
import { schemaElements } from './schema-coordinates.js';

const schema = createSchema();

/** type-graphql gives these two no description. */
const ROOTS = ['Query', 'Mutation', 'Subscription'];

describe('the schema', () => {
  test('equals the committed file', () => {
    const committed = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
    const printed = printSchema(lexicographicSortSchema(schema));
    if (!committed.endsWith(`\n${printed}\n`)) {
      throw new Error(
        'schema/schema.graphql is not what the code says; run "npm run schema" and look at the difference.',
      );
    }
  });

  test('describes every type, field, argument, input field and enum value', () => {
    const bare = [...schemaElements(schema)].filter(([, { description }]) => !description?.trim());
    expect(bare.map(([coordinate]) => coordinate).filter((name) => !ROOTS.includes(name))).toEqual([]);
  });
});
