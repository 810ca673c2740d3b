import crypto from 'node:crypto';
import { afterEach, expect, jest, test } from '@jest/globals';
import { hasValidSignature } from '../../../src/server/webhooks/verify-signature.js';
import { sign } from './webhook-harness.js';

afterEach(() => {
  jest.restoreAllMocks();
});

const BODY = Buffer.from('{"event":{}}');
const SECRETS = ['first-signing-secret', 'second-signing-secret'];

/** The comparisons of a check and the bytes that each one covers. */
function observeComparisons(
  header: string,
  secrets: readonly string[] = SECRETS,
): { isValid: boolean; bytes: number[] } {
  const compare = jest.spyOn(crypto, 'timingSafeEqual');
  const isValid = hasValidSignature(header, BODY, secrets);
  const bytes = compare.mock.calls.map(([one]) => one.byteLength);
  compare.mockRestore();
  return { isValid, bytes };
}

test('every signature is compared with every secret in constant time, whichever one is right', () => {
  const wrong = `v1=${'0'.repeat(64)}`;
  const [first, second] = SECRETS.map((secret) => sign(secret, BODY));
  for (const [header, isValid] of [
    [`${first},${wrong}`, true],
    [`${wrong},${second}`, true],
    [`${wrong},${wrong}`, false],
  ] as const)
    expect(observeComparisons(header)).toEqual({ isValid, bytes: [32, 32, 32, 32] });
});

test('signatures of another length are not compared', () => {
  expect(observeComparisons(`v1=00,v1=${'0'.repeat(66)},v1=`)).toEqual({ isValid: false, bytes: [] });
});

test('without a secret as much is computed as with one, and nothing is valid', () => {
  expect(observeComparisons(sign('', BODY), [])).toEqual({ isValid: false, bytes: [32] });
});
