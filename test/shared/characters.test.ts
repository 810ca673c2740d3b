import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { countCharacters, truncate } from '../../src/shared/characters.js';

const NORWAY = '🇳🇴';
const FAMILY = '👨‍👩‍👧';

describe('the length of a text', () => {
  test.each([
    ['', 0],
    ['fog', 3],
    ['🌫', 1],
    ['🌫'.repeat(600), 600],
    [NORWAY, 2],
    ['e\u0301', 2],
    ['\ud83c', 1],
  ])('of %j is %i characters', (text, characters) => {
    expect(countCharacters(text)).toBe(characters);
  });

  test('is the number of its code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(countCharacters(text)).toBe(Array.from(text).length);
      }),
    );
  });
});

describe('a clipped text', () => {
  test.each([
    ['is unchanged when it fits', 'fog', 3, 'fog'],
    ['ends with an ellipsis', 'foggy', 4, 'fog…'],
    ['is never cut through an emoji', 'ab🌫🌫', 3, 'ab…'],
    ['is never cut through a flag', `ab${NORWAY}c`, 4, 'ab…'],
    ['is never cut through a family', `a${FAMILY}b`, 4, 'a…'],
    ['is never cut between a letter and its accent', 'abe\u0301d', 4, 'ab…'],
    ['has at least one grapheme', `a${'\u0301'.repeat(99)}`, 3, 'a\u0301…'],
  ])('%s', (_, text, limit, expected) => {
    expect(truncate(text, limit)).toBe(expected);
  });

  test('fits, begins like the text, and splits no surrogate pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const short = truncate(text, limit);
        expect(countCharacters(short)).toBeLessThanOrEqual(limit);
        expect(text.startsWith(short === text ? short : short.slice(0, -1))).toBe(true);
        expect(short).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});
