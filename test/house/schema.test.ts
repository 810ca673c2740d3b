import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLNamedType,
} from 'graphql';
import { createSchema } from '../../src/graph/schema.js';

const schema = createSchema();

/** type-graphql gives these two no description, and their names say all there is. */
const ROOTS = ['Query', 'Mutation'];

interface Described {
  readonly description?: string | null | undefined;
}

/** Everything of a type that a reader of the schema meets, by its coordinate. */
function partsOf(type: GraphQLNamedType): [coordinate: string, part: Described][] {
  const own: [string, Described] = [type.name, type];
  if (isEnumType(type)) {
    return [own, ...type.getValues().map((value): [string, Described] => [`${type.name}.${value.name}`, value])];
  }
  if (isInputObjectType(type)) {
    return [own, ...Object.values(type.getFields()).map((f): [string, Described] => [`${type.name}.${f.name}`, f])];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const fields = Object.values(type.getFields()).flatMap((field): [string, Described][] => [
    [`${type.name}.${field.name}`, field],
    ...field.args.map((arg): [string, Described] => [`${type.name}.${field.name}(${arg.name}:)`, arg]),
  ]);
  return [own, ...fields];
}

describe('the schema', () => {
  test('is the one that is committed', () => {
    const committed = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
    const printed = printSchema(lexicographicSortSchema(schema));
    if (!committed.endsWith(`\n${printed}\n`)) {
      throw new Error(
        'schema/schema.graphql is not what the code says; run "npm run schema" and look at the difference.',
      );
    }
  });

  test('describes every type, field, argument, input field and enum value', () => {
    const types = Object.values(schema.getTypeMap()).filter(
      (t) => !isIntrospectionType(t) && !isSpecifiedScalarType(t),
    );
    const bare = types.flatMap(partsOf).filter(([, part]) => !part.description?.trim());
    expect(bare.map(([coordinate]) => coordinate).filter((name) => !ROOTS.includes(name))).toEqual([]);
  });
});
