import { describe, expect, it } from '@jest/globals';
import { TRANSPORT_ERROR_RULES, type TransportErrorKind } from '../../../../src/faults/transport-errors.js';
import type { Endpoint, RetryMode } from '../../../../src/upstream/transport/endpoint.js';
import { TransportError } from '../../../../src/upstream/transport/transport-error.js';
import {
  type AttemptResult,
  mayHaveExecuted,
  shouldRetry,
  getBackoffMs,
} from '../../../../src/upstream/transport/resilience/retry-policy.js';
import { READ, WRITE } from '../../local-server.js';

const RETRY_POLICIES: readonly RetryMode[] = ['idempotent', 'if-not-executed', 'check-first'];
const ALL_FAILURES = Object.keys(TRANSPORT_ERROR_RULES) as TransportErrorKind[];

const endpointWith = (repeat: RetryMode): Endpoint => ({ ...WRITE, retry: repeat });
const failedWith = (breakdown: TransportErrorKind): AttemptResult => ({ error: new TransportError(breakdown) });
const respondedWith = (status: number, waitMs?: number): AttemptResult => ({
  response: { status, headers: {}, text: '', json: () => undefined, respondedAt: 0 },
  ...(waitMs === undefined ? {} : { waitMs }),
});

/** The retry policies that allow a retry after this outcome. */
const policiesThatRetry = (ending: AttemptResult) =>
  RETRY_POLICIES.filter((word) => shouldRetry(endpointWith(word), ending, 1));

describe('a retry', () => {
  it.each<[TransportErrorKind, readonly RetryMode[]]>([
    ['connect-failed', ['idempotent', 'if-not-executed']],
    ['reset', ['idempotent']],
    ['timeout', ['idempotent']],
    ['aborted', []],
    ['unreadable', []],
    ['too-large', []],
    ['circuit-open', []],
    ['queue-full', []],
    ['deadline-exceeded', []],
    ['rate-limit-hold', []],
  ])('after a call that was %s: %j', (breakdown, words) => {
    expect(policiesThatRetry(failedWith(breakdown))).toEqual(words);
  });

  it.each<[number, readonly RetryMode[]]>([
    [200, []],
    [204, []],
    [302, []],
    [400, []],
    [401, []],
    [403, []],
    [404, []],
    [408, ['idempotent']],
    [409, []],
    [413, []],
    [422, []],
    [429, ['idempotent', 'if-not-executed']],
    [500, ['idempotent']],
    [501, []],
    [502, ['idempotent']],
    [503, ['idempotent']],
    [504, ['idempotent']],
    [505, []],
  ])('after a %d: %j', (status, words) => {
    expect(policiesThatRetry(respondedWith(status))).toEqual(words);
  });

  it('is never allowed after the third attempt', () => {
    expect([1, 2, 3].map((tries) => shouldRetry(READ, respondedWith(503), tries))).toEqual([true, true, false]);
  });
});

const withRandom = (chance: number) => ({ random: () => chance });

describe('a delay', () => {
  it.each([
    [1, 200],
    [2, 400],
    [3, 800],
    [4, 1000],
    [9, 1000],
  ])('after attempt %d is a random part of %d ms', (tries, most) => {
    const ending = failedWith('reset');
    expect([0, 0.5, 1].map((chance) => getBackoffMs(ending, tries, withRandom(chance)))).toEqual([0, most / 2, most]);
  });

  it.each([0, 700, 3_600_000])('is the requested wait: %d ms', (waitMs) => {
    expect(getBackoffMs(respondedWith(429, waitMs), 1, withRandom(0.9))).toBe(waitMs);
  });
});

describe('a failed call', () => {
  it.each(ALL_FAILURES)('with %s may have been executed exactly when its fault states it', (breakdown) => {
    expect(mayHaveExecuted(failedWith(breakdown))).toBe(TRANSPORT_ERROR_RULES[breakdown].outcome === 'UNKNOWN');
  });

  it.each([
    [400, false],
    [408, true],
    [429, false],
    [302, true],
    [503, true],
  ])('under %d may have been executed: %s', (status, may) => {
    expect(mayHaveExecuted(respondedWith(status))).toBe(may);
  });
});
