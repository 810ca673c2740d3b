import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isScalarType, isSpecifiedScalarType } from 'graphql';
import { createSchema } from '../../src/graph/schema.js';

const read = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8');
const scalars = JSON.parse(read('schema/scalars.json')) as Record<string, string>;

test('schema/scalars.json lists every scalar of the schema', () => {
  const types = Object.values(createSchema().getTypeMap());
  const names = types.filter((type) => isScalarType(type) && !isSpecifiedScalarType(type)).map(({ name }) => name);
  expect(Object.keys(scalars).toSorted()).toEqual(names.toSorted());
});

test('the client is generated with the same scalars', () => {
  for (const [name, type] of Object.entries(scalars)) expect(read('codegen.yml')).toContain(`${name}: ${type}`);
});
