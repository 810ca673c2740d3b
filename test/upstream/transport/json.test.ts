import { describe, expect, it } from '@jest/globals';
import { integerOf, isObject, parseJson, plainWords } from '../../../src/upstream/transport/json.js';

const MUCH = 'x'.repeat(600_000);

function nested(levels: number, core: string): string {
  return `${'['.repeat(levels - 1)}{"a":${core}}${']'.repeat(levels - 1)}`;
}

describe('JSON', () => {
  it.each(['', ' ', '{"a":', 'null and void', '<html>'])('is not %j', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });

  it.each([
    ['{"a":[1]}', { a: [1] }],
    ['null', null],
    ['"a"', 'a'],
  ])('is %s', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it('may be nested 500 levels deep, and deeper only when it is short', () => {
    const long = JSON.stringify(MUCH);
    expect(parseJson(nested(500, long))).toBeDefined();
    expect(parseJson(nested(501, long))).toBeUndefined();
    expect(parseJson(nested(501, '"x"'))).toBeDefined();
  });

  it('has brackets in strings that count for nothing', () => {
    const value = { a: `${'[{'.repeat(1000)}\\"[[`, b: MUCH, c: ['\\'], d: '{'.repeat(600) };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
  });

  it('has as many lists side by side as it likes', () => {
    const lists = Array.from({ length: 40_000 }, () => [{}]);
    expect(parseJson(JSON.stringify(lists))).toHaveLength(40_000);
  });
});

describe('an object', () => {
  it.each([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [null, false],
    ['{}', false],
    [undefined, false],
  ])('%j: %s', (value, is) => {
    expect(isObject(value)).toBe(is);
  });
});

describe('an integer', () => {
  it.each([
    [1, 1],
    ['12', 12],
    ['-3', -3],
    [2_147_483_647, 2_147_483_647],
    [2_147_483_648, undefined],
    ['99999999999', undefined],
    [1.5, undefined],
    ['1.5', undefined],
    ['', undefined],
    [null, undefined],
    [true, undefined],
  ])('%j is %j', (value, number) => {
    expect(integerOf(value)).toBe(number);
  });
});

describe('the words of a body that is no JSON', () => {
  it.each([
    [' Forbidden \n', 'Forbidden'],
    ['', undefined],
    ['  ', undefined],
    ['<html>', undefined],
    ['{"a":', undefined],
    ['["a', undefined],
    ['"a', undefined],
  ])('%j: %j', (text, words) => {
    expect(plainWords(text)).toBe(words);
  });
});
