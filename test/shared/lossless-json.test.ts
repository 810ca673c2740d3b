import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { stringifyLosslessJson, hasBigInt, parseLosslessJson } from '../../src/shared/lossless-json.js';
import { propertyRuns } from '../properties/property-runs.js';

const LONG_INTEGER = '999999000167639001';

describe('lossless JSON', () => {
  test.each<[string, unknown]>([
    [`{"a":${LONG_INTEGER}}`, { a: 999_999_000_167_639_001n }],
    [`[-${LONG_INTEGER} ,1]`, [-999_999_000_167_639_001n, 1]],
    ['[9007199254740991]', [9_007_199_254_740_991]],
    [`{"a":"is ${LONG_INTEGER}, or so"}`, { a: `is ${LONG_INTEGER}, or so` }],
    [`[${LONG_INTEGER}.5, ${LONG_INTEGER}e2]`, [Number(`${LONG_INTEGER}.5`), Number(`${LONG_INTEGER}e2`)]],
    [`{"a":1,"a":2,"b":${LONG_INTEGER}}`, { a: 2, b: 999_999_000_167_639_001n }],
    [`{"a":${LONG_INTEGER}`, undefined],
    ['', undefined],
  ])('%s', (text, value) => {
    expect(parseLosslessJson(text)).toEqual(value);
  });

  test('finds a long integer wherever it begins', () => {
    for (let before = 0; before < 40; before += 1) {
      const text = JSON.stringify({ before: 'x'.repeat(before), long: 0 }).replace(/0\}$/, '1234567890123456789}');
      expect(parseLosslessJson(text)).toMatchObject({ long: 1_234_567_890_123_456_789n });
    }
  });

  test('has the value of the text and serializes to the same text', () => {
    const property = fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify({ value, long: 0 }).replace(/0\}$/, `${LONG_INTEGER}}`);
      expect(parseLosslessJson(text)).toMatchObject({ long: BigInt(LONG_INTEGER) });
      expect(stringifyLosslessJson(parseLosslessJson(text))).toBe(text);
    });
    fc.assert(property, propertyRuns(200));
  });

  test('does not replace an own property by a prototype', () => {
    const parsed = parseLosslessJson(`{"__proto__":{"id":"P1"},"a":${LONG_INTEGER}}`);
    expect(Object.keys(parsed as object)).toEqual(['__proto__', 'a']);
    expect(Reflect.get(parsed as object, 'id')).toBeUndefined();
  });

  test('reads an integer of more than 1000 digits as a double', () => {
    expect(parseLosslessJson(`[${'9'.repeat(1_001)}]`)).toEqual([Infinity]);
  });

  test('of any depth does not overflow the stack', () => {
    const deep = `${'['.repeat(100_000)}${LONG_INTEGER}${']'.repeat(100_000)}`;
    expect(Array.isArray(parseLosslessJson(deep))).toBe(true);
    expect(hasBigInt(parseLosslessJson(deep))).toBe(false);
  });
});
