import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildSchema, parse, TypeInfo, visit, visitWithTypeInfo, type GraphQLObjectType } from 'graphql';

const FOLDER = join(__dirname, '../../schema');
const schema = buildSchema(readFileSync(join(FOLDER, 'schema.graphql'), 'utf8'));

/** Plumbing, which callers select beside their own fields. */
const WITHOUT_OPERATION = ['errorCatalog', 'node', 'nodes', 'rateLimit', 'viewer'];

/** Fields as `Type.field` that some operation selects. */
function findSelected(): ReadonlySet<string> {
  const selected = new Set<string>();
  const types = new TypeInfo(schema);
  const note = visitWithTypeInfo(types, {
    Field: ({ name }) => void selected.add(`${types.getParentType()?.name}.${name.value}`),
  });
  const folder = join(FOLDER, 'operations');
  for (const file of readdirSync(folder)) visit(parse(readFileSync(join(folder, file), 'utf8')), note);
  return selected;
}

const selected = findSelected();
const listUnselected = (typeName: string): string[] =>
  Object.keys((schema.getType(typeName) as GraphQLObjectType).getFields()).filter(
    (field) => !selected.has(`${typeName}.${field}`),
  );

test.each([
  ['Query', WITHOUT_OPERATION],
  ['Mutation', []],
  ['Subscription', []],
  ['CloudflareAccount', []],
])('every field of %s is in a named operation, except %j', (typeName, exceptions) => {
  expect(listUnselected(typeName)).toEqual(exceptions);
});
