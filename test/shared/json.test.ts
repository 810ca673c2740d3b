import { describe, expect, it } from '@jest/globals';
import { asInteger, isObject, tryParseJson, extractPlainText } from '../../src/shared/json.js';

describe('JSON', () => {
  it.each(['', ' ', '{"a":', 'null and void', '<html>'])('is not %j', (text) => {
    expect(tryParseJson(text)).toBeUndefined();
  });

  it.each([
    ['{"a":[1]}', { a: [1] }],
    ['null', null],
    ['"a"', 'a'],
  ])('is %s', (text, value) => {
    expect(tryParseJson(text)).toEqual(value);
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
    expect(asInteger(value)).toBe(number);
  });
});

describe('the excerpt of a body with invalid JSON', () => {
  it.each([
    [' Forbidden \n', 'Forbidden'],
    ['', undefined],
    ['  ', undefined],
    ['<html>', undefined],
    ['{"a":', undefined],
    ['["a', undefined],
    ['"a', undefined],
  ])('%j: %j', (text, words) => {
    expect(extractPlainText(text)).toBe(words);
  });
});
