import { describe, expect, test } from '@jest/globals';
import { GraphQLObjectType, isObjectType } from 'graphql';
import { createSchema } from '../../src/graph/schema.js';
import { countWords, findViolations, sentencesIn, withoutMarkup } from './english-rules.js';
import { commentProse, documentationProse, stringProse } from './prose-sources.js';
import { schemaElements } from './schema-coordinates.js';

describe('plain English', () => {
  test('holds in error messages, log texts and descriptions', () => {
    const texts = stringProse();
    expect(texts.length).toBeGreaterThan(300);
    expect(texts.flatMap(findViolations)).toEqual([]);
  });

  test('holds in the documentation', () => {
    expect(documentationProse().flatMap(findViolations)).toEqual([]);
  });

  test('holds in comments', () => {
    expect(commentProse().flatMap(findViolations)).toEqual([]);
  });

  test('a message names what is wrong and does not begin with "This"', () => {
    const wrong = stringProse().filter(
      ({ path, text }) => path.startsWith('src/') && /^This (?!operation\b)/.test(text),
    );
    expect(wrong.map(({ path, line, text }) => `${path}:${line}: ${text}`)).toEqual([]);
  });

  test('a message is not a question', () => {
    const wrong = stringProse().filter(({ path, text }) => path.startsWith('src/') && text.endsWith('?'));
    expect(wrong.map(({ path, line, text }) => `${path}:${line}: ${text}`)).toEqual([]);
  });
});

describe('a schema description', () => {
  const schema = createSchema();

  test('begins with what the element is, not with a question word', () => {
    const wrong = [...schemaElements(schema)].filter(([, { description }]) =>
      /^(?:What|How|Who|Where|Why)\b/.test(description ?? ''),
    );
    expect(wrong.map(([coordinate, { description }]) => `${coordinate}: ${description ?? ''}`)).toEqual([]);
  });

  test('of a mutation begins with an imperative', () => {
    const mutation = schema.getMutationType() as GraphQLObjectType;
    expect(isObjectType(mutation)).toBe(true);
    const wrong = Object.values(mutation.getFields()).filter(
      ({ description }) => !/^[A-Z][a-z]*(?<!s)\b/.test(description ?? ''),
    );
    expect(wrong.map(({ name, description }) => `${name}: ${description ?? ''}`)).toEqual([]);
  });
});

const found = (text: string) => findViolations({ path: 'a.md', line: 7, text });

describe('the rules', () => {
  test('name the file, the line, the rule and the place', () => {
    expect(found('The gateway answers at once.')).toEqual([
      'a.md:7: write "return", "respond" or "response", not "answer": "The gateway answers at once."',
    ]);
  });

  test('count the words of a sentence, a code span being one', () => {
    expect(countWords(withoutMarkup('Set `a b c` and [the other one](x.md).'))).toBe(6);
    expect(sentencesIn('One ends here. Another (in brackets.) Then:  a third')).toHaveLength(4);
    expect(found(`${'word '.repeat(26)}.`)).toEqual([expect.stringContaining('26 words in a sentence')]);
    expect(found(`${'word '.repeat(25)}.`)).toEqual([]);
  });

  test.each([
    'It is no longer valid.',
    'Use `answer` as alias.',
    'The call is not until then.',
    'Until 5 s have passed',
  ])('leave alone: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
