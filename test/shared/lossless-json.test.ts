import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { exactText, hasBigInt, parseExact } from '../../src/shared/lossless-json.js';
import { runs } from '../properties/property-runs.js';

const LONG = '999999000167639001';

describe('exact JSON', () => {
  test.each<[string, unknown]>([
    [`{"a":${LONG}}`, { a: 999_999_000_167_639_001n }],
    [`[-${LONG} ,1]`, [-999_999_000_167_639_001n, 1]],
    ['[9007199254740991]', [9_007_199_254_740_991]],
    [`{"a":"is ${LONG}, or so"}`, { a: `is ${LONG}, or so` }],
    [`[${LONG}.5, ${LONG}e2]`, [Number(`${LONG}.5`), Number(`${LONG}e2`)]],
    [`{"a":1,"a":2,"b":${LONG}}`, { a: 2, b: 999_999_000_167_639_001n }],
    [`{"a":${LONG}`, undefined],
    ['', undefined],
  ])('%s', (text, value) => {
    expect(parseExact(text)).toEqual(value);
  });

  test('says what the text says, and is written down as it came', () => {
    const property = fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify({ value, long: 0 }).replace(/0\}$/, `${LONG}}`);
      expect(parseExact(text)).toMatchObject({ long: BigInt(LONG) });
      expect(exactText(parseExact(text))).toBe(text);
    });
    fc.assert(property, runs(200));
  });

  test('puts no prototype in the place of an object’s own', () => {
    const parsed = parseExact(`{"__proto__":{"id":"P1"},"a":${LONG}}`);
    expect(Object.keys(parsed as object)).toEqual(['__proto__', 'a']);
    expect(Reflect.get(parsed as object, 'id')).toBeUndefined();
  });

  test('takes an integer of more than 1000 digits for a double', () => {
    expect(parseExact(`[${'9'.repeat(1_001)}]`)).toEqual([Infinity]);
  });

  test('as deep as it likes overflows nothing', () => {
    const deep = `${'['.repeat(100_000)}${LONG}${']'.repeat(100_000)}`;
    expect(Array.isArray(parseExact(deep))).toBe(true);
    expect(hasBigInt(parseExact(deep))).toBe(false);
  });
});
