import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { createSchema } from '../../src/graph/schema.js';
import { undocumentedBreakingChanges, incompleteDeprecations } from './schema-changes.js';

const read = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8');

describe('the schema', () => {
  test('has no breaking change since the last release that CHANGELOG.md does not list', () => {
    expect(undocumentedBreakingChanges(read('schema/released.graphql'), createSchema(), read('CHANGELOG.md'))).toEqual(
      [],
    );
  });

  test('names a replacement and a removal date for every deprecated element', () => {
    expect(incompleteDeprecations(createSchema())).toEqual([]);
  });
});

/** A changelog by its lines. */
const changelog = (next: readonly string[], last: readonly string[]) =>
  ['# Changelog', '', '## Unreleased', '', ...next, '', '## 1.0.0', '', ...last, ''].join('\n');

const schemaWithDeprecation = (reason: string) =>
  buildSchema(`type Query { greeting(times: Int): String hello: String @deprecated(reason: "${reason}") }`);

describe('a breaking change', () => {
  const released = 'type Query { greeting: String farewell: String }';
  const schema = buildSchema('type Query { greeting: Int! }');
  const breaks = [
    '- Breaking: Query.farewell was removed.',
    '- Breaking: Query.greeting changed type from String to Int!.',
  ];
  test('must be listed', () => {
    expect(undocumentedBreakingChanges(released, schema, changelog([], [])).toSorted()).toEqual(breaks);
    expect(undocumentedBreakingChanges(released, schema, changelog(breaks, []))).toEqual([]);
    expect(undocumentedBreakingChanges(released, schema, changelog(breaks.slice(1), []))).toEqual(breaks.slice(0, 1));
  });

  test('is not covered by the entry of an older release', () => {
    expect(undocumentedBreakingChanges(released, schema, changelog([], breaks)).toSorted()).toEqual(breaks);
  });

  test('is covered by a changelog without a release', () => {
    expect(undocumentedBreakingChanges(released, schema, `## Unreleased\n\n${breaks.join('\n')}\n`)).toEqual([]);
  });
});

describe('a deprecation', () => {
  test.each(['Use `Query.greeting` instead; goes on 2027-06-01.', 'Goes on 2027-06-01; see `Query.greeting(times:)`.'])(
    'is complete: %s',
    (reason) => {
      expect(incompleteDeprecations(schemaWithDeprecation(reason))).toEqual([]);
    },
  );

  test.each([
    'No longer supported',
    'Use `Query.greeting` instead.',
    'Goes on 2027-06-01.',
    'Use greeting instead; goes on 2027-06-01.',
    'Use `Query.hello` instead; goes on 2027-06-01.',
    'Use `Query.welcome` instead; goes on 2027-06-01.',
  ])('is incomplete: %s', (reason) => {
    expect(incompleteDeprecations(schemaWithDeprecation(reason))).toEqual(['Query.hello']);
  });
});
