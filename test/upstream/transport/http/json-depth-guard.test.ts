import { describe, expect, it } from '@jest/globals';
import { Nesting } from '../../../../src/upstream/transport/http/json-depth-guard.js';

const MUCH = 'x'.repeat(600_000);

/** @param pieces one after another; what was said of the last one */
const isTooDeep = (...pieces: string[]) => {
  const nesting = new Nesting();
  return pieces.map((piece) => nesting.isTooDeepWith(Buffer.from(piece))).at(-1);
};

function nested(levels: number, core: string): string {
  return `${'['.repeat(levels - 1)}{"a":${core}}${']'.repeat(levels - 1)}`;
}

describe('a JSON text', () => {
  it('may be nested 500 levels deep, and deeper only when it is short', () => {
    const long = JSON.stringify(MUCH);
    expect(isTooDeep(nested(500, long))).toBe(false);
    expect(isTooDeep(nested(501, long))).toBe(true);
    expect(isTooDeep(nested(501, '"x"'))).toBe(false);
  });

  it('is short up to 512 KiB', () => {
    const deep = '['.repeat(501);
    expect(isTooDeep(deep.padEnd(524_288))).toBe(false);
    expect(isTooDeep(deep.padEnd(524_289))).toBe(true);
  });

  it('has brackets in strings that count for nothing', () => {
    const value = { a: `${'[{'.repeat(1000)}\\"[[`, b: MUCH, c: ['\\'], d: '{'.repeat(600) };
    expect(isTooDeep(JSON.stringify(value))).toBe(false);
  });

  it('has as many lists side by side as it likes', () => {
    const lists = Array.from({ length: 200_000 }, () => [{}]);
    expect(isTooDeep(JSON.stringify(lists))).toBe(false);
  });

  it('is as deep in pieces as it is whole, wherever it is cut', () => {
    const text = JSON.stringify({ a: '\\"[[', b: JSON.parse(nested(499, '"\\\\"')) });
    const tooDeep = `[${text}]`;
    for (let at = 0; at <= 40; at += 1) {
      expect(isTooDeep(text.slice(0, at), text.slice(at), ' '.repeat(600_000))).toBe(false);
      expect(isTooDeep(tooDeep.slice(0, at), tooDeep.slice(at), ' '.repeat(600_000))).toBe(true);
    }
  });
});
