import { describe, expect, it } from '@jest/globals';
import { JsonDepthGuard } from '../../../../src/upstream/transport/http/json-depth-guard.js';

const LONG_TEXT = 'x'.repeat(600_000);

/** @param pieces one after another; returns the result for the last one */
const exceedsDepth = (...pieces: string[]) => {
  const nesting = new JsonDepthGuard();
  return pieces.map((piece) => nesting.exceeds(Buffer.from(piece))).at(-1);
};

function nestedJson(levels: number, core: string): string {
  return `${'['.repeat(levels - 1)}{"a":${core}}${']'.repeat(levels - 1)}`;
}

describe('a JSON text', () => {
  it('may be nested 500 levels deep, and deeper only when it is short', () => {
    const long = JSON.stringify(LONG_TEXT);
    expect(exceedsDepth(nestedJson(500, long))).toBe(false);
    expect(exceedsDepth(nestedJson(501, long))).toBe(true);
    expect(exceedsDepth(nestedJson(501, '"x"'))).toBe(false);
  });

  it('is short up to 512 KiB', () => {
    const deep = '['.repeat(501);
    expect(exceedsDepth(deep.padEnd(524_288))).toBe(false);
    expect(exceedsDepth(deep.padEnd(524_289))).toBe(true);
  });

  it('may have brackets in strings, which do not count', () => {
    const value = { a: `${'[{'.repeat(1000)}\\"[[`, b: LONG_TEXT, c: ['\\'], d: '{'.repeat(600) };
    expect(exceedsDepth(JSON.stringify(value))).toBe(false);
  });

  it('may have any number of lists side by side', () => {
    const lists = Array.from({ length: 200_000 }, () => [{}]);
    expect(exceedsDepth(JSON.stringify(lists))).toBe(false);
  });

  it('has the same depth in chunks and as a whole, wherever it is split', () => {
    const text = JSON.stringify({ a: '\\"[[', b: JSON.parse(nestedJson(499, '"\\\\"')) });
    const tooDeep = `[${text}]`;
    for (let at = 0; at <= 40; at += 1) {
      expect(exceedsDepth(text.slice(0, at), text.slice(at), ' '.repeat(600_000))).toBe(false);
      expect(exceedsDepth(tooDeep.slice(0, at), tooDeep.slice(at), ' '.repeat(600_000))).toBe(true);
    }
  });
});
