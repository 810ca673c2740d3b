import { describe, expect, it } from '@jest/globals';
import { BREAKDOWNS, type Breakdown } from '../../../../src/faults/upstream-errors.js';
import type { Endpoint, Repeat } from '../../../../src/upstream/transport/endpoint.js';
import { TransportFailure } from '../../../../src/upstream/transport/transport-error.js';
import {
  type Ending,
  mayBeExecuted,
  mayRepeat,
  pauseMs,
} from '../../../../src/upstream/transport/resilience/retry-policy.js';
import { READ, WRITE } from '../../local-server.js';

const WORDS: readonly Repeat[] = ['freely', 'if-not-executed', 'after-looking'];
const ALL = Object.keys(BREAKDOWNS) as Breakdown[];

const endpoint = (repeat: Repeat): Endpoint => ({ ...WRITE, repeat });
const failing = (breakdown: Breakdown): Ending => ({ failure: new TransportFailure(breakdown) });
const answering = (status: number, waitMs?: number): Ending => ({
  answer: { status, headers: {}, text: '', json: () => undefined, answeredAt: 0 },
  ...(waitMs === undefined ? {} : { waitMs }),
});

/** The words under which a call may be sent again after such an ending. */
const wordsFor = (ending: Ending) => WORDS.filter((word) => mayRepeat(endpoint(word), ending, 1));

describe('what may be sent again', () => {
  it.each<[Breakdown, readonly Repeat[]]>([
    ['refused', ['freely', 'if-not-executed']],
    ['reset', ['freely']],
    ['timeout', ['freely']],
    ['aborted', []],
    ['unreadable', []],
    ['too-large', []],
    ['shut', []],
    ['crowded', []],
    ['late', []],
    ['held', []],
  ])('after a call that was %s: %j', (breakdown, words) => {
    expect(wordsFor(failing(breakdown))).toEqual(words);
  });

  it.each<[number, readonly Repeat[]]>([
    [200, []],
    [204, []],
    [302, []],
    [400, []],
    [401, []],
    [403, []],
    [404, []],
    [408, ['freely']],
    [409, []],
    [413, []],
    [422, []],
    [429, ['freely', 'if-not-executed']],
    [500, ['freely']],
    [501, []],
    [502, ['freely']],
    [503, ['freely']],
    [504, ['freely']],
    [505, []],
  ])('after a %d: %j', (status, words) => {
    expect(wordsFor(answering(status))).toEqual(words);
  });

  it('is nothing after the third try', () => {
    expect([1, 2, 3].map((tries) => mayRepeat(READ, answering(503), tries))).toEqual([true, true, false]);
  });
});

const by = (chance: number) => ({ random: () => chance });

describe('a pause', () => {
  it.each([
    [1, 200],
    [2, 400],
    [3, 800],
    [4, 1000],
    [9, 1000],
  ])('after try %d is any part of %d ms', (tries, most) => {
    const ending = failing('reset');
    expect([0, 0.5, 1].map((chance) => pauseMs(ending, tries, by(chance)))).toEqual([0, most / 2, most]);
  });

  it.each([0, 700, 3_600_000])('is what the upstream asked for: %d ms', (waitMs) => {
    expect(pauseMs(answering(429, waitMs), 1, by(0.9))).toBe(waitMs);
  });
});

describe('a call that failed', () => {
  it.each(ALL)('by %s may have been executed just when its fault says so', (breakdown) => {
    expect(mayBeExecuted(failing(breakdown))).toBe(BREAKDOWNS[breakdown].outcome === 'UNKNOWN');
  });

  it.each([
    [400, false],
    [408, true],
    [429, false],
    [302, true],
    [503, true],
  ])('under %d may have been executed: %s', (status, may) => {
    expect(mayBeExecuted(answering(status))).toBe(may);
  });
});
