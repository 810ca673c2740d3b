import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { toClientNetwork } from '../../../src/server/auth/client-network.js';
import { MAX_FAILURES_PER_MINUTE } from '../../../src/store/auth-failure-limiter.js';
import { jwtIssuer, signingKey } from './jwt-issuer.js';
import { bearer, errorCodes, sha256, liveGateways, type LiveGateway } from '../harness.js';

const { open, writeFile } = liveGateways();
const idp = jwtIssuer();

afterEach(() => {
  jest.restoreAllMocks();
});

const KEY = 'pg_the-key-of-web';
const VIEWER = '{ viewer { name } }';

const openGateway = (more: Record<string, string> = {}) => {
  const keys = [{ name: 'web', sha256: sha256(KEY), scopes: ['INCIDENTS_READ'] }];
  return open({ ...idp.env(), API_KEYS_FILE: writeFile('keys.json', keys), TRUST_PROXY: '1', ...more });
};

const fromAddress = (address: string, credential?: string) => ({
  'x-forwarded-for': address,
  ...(credential === undefined ? {} : bearer(credential)),
});

/** The maximum of wrong credentials from one address. */
async function sendWrongCredential({ run }: LiveGateway, address: string): Promise<void> {
  for (let guessed = 0; guessed < MAX_FAILURES_PER_MINUTE; guessed += 1) {
    expect((await run(VIEWER, fromAddress(address, `pg_guess-${guessed}`))).status).toBe(401);
  }
}

describe('an address with many wrong credentials', () => {
  test('must wait, whatever kind of wrong credential comes next', async () => {
    const house = await openGateway();
    await sendWrongCredential(house, '192.0.2.1');
    const wrong = [bearer('pg_guess'), bearer('a.b.c'), { authorization: 'Basic d2ViOg==' }];
    for (const credentials of wrong) {
      const response = await house.run(VIEWER, { ...fromAddress('192.0.2.1'), ...credentials });
      expect([response.status, errorCodes(response), response.data]).toEqual([429, ['RATE_LIMITED'], null]);
      const seconds = Number(response.headers.get('retry-after'));
      expect(response.errors[0]?.extensions).toMatchObject({ retryable: true, retryAfterSeconds: seconds });
      expect([seconds > 0, seconds <= 60]).toEqual([true, true]);
    }
  });

  test('is refused before its tokens cost anything: no key is fetched', async () => {
    const house = await openGateway();
    await sendWrongCredential(house, '192.0.2.1');
    const before = idp.keyRequestCount();
    for (const _ of [1, 2, 3]) {
      const forged = await idp.token({ key: await signingKey('first') });
      expect((await house.run(VIEWER, fromAddress('192.0.2.1', forged))).status).toBe(429);
    }
    expect(idp.keyRequestCount() - before).toBe(0);
  });

  test('does not lock out known callers or API keys; a new token waits', async () => {
    const house = await openGateway();
    const known = await idp.token();
    expect((await house.run(VIEWER, fromAddress('192.0.2.1', known))).status).toBe(200);
    await sendWrongCredential(house, '192.0.2.1');
    await house.run(VIEWER, fromAddress('192.0.2.1', 'pg_guess'));
    expect((await house.run(VIEWER, fromAddress('192.0.2.1', KEY))).data).toEqual({ viewer: { name: 'web' } });
    expect((await house.run(VIEWER, fromAddress('192.0.2.1', known))).status).toBe(200);
    expect((await house.run(VIEWER, fromAddress('192.0.2.1'))).status).toBe(401);
    const unseen = await house.run(VIEWER, fromAddress('192.0.2.1', await idp.token({ claims: { jti: 'another' } })));
    expect([unseen.status, errorCodes(unseen)]).toEqual([429, ['RATE_LIMITED']]);
    expect(
      (await house.run(VIEWER, fromAddress('192.0.2.2', await idp.token({ claims: { jti: 'third' } })))).status,
    ).toBe(200);
  });

  test('may continue after a minute, whatever it sent in between', async () => {
    const house = await openGateway();
    await sendWrongCredential(house, '192.0.2.1');
    expect((await house.run(VIEWER, fromAddress('192.0.2.1', 'pg_guess'))).status).toBe(429);
    const later = performance.now() + 60_001;
    jest.spyOn(performance, 'now').mockImplementation(() => later);
    expect((await house.run(VIEWER, fromAddress('192.0.2.1', await idp.token()))).status).toBe(200);
  });

  test('is not counted for expired tokens', async () => {
    const house = await openGateway();
    for (let sent = 0; sent <= MAX_FAILURES_PER_MINUTE; sent += 1) {
      const expired = await house.run(VIEWER, fromAddress('192.0.2.1', await idp.token({ expiresIn: -60 })));
      expect([expired.status, expired.errors[0]?.message]).toEqual([401, 'The access token has expired.']);
    }
  });

  test('does not affect other addresses', async () => {
    const house = await openGateway();
    await sendWrongCredential(house, '192.0.2.1');
    expect((await house.run(VIEWER, fromAddress('192.0.2.2', 'pg_guess'))).status).toBe(401);
  });

  test('gains nothing from an untrusted forwarding header', async () => {
    const house = await openGateway({ TRUST_PROXY: '0' });
    await sendWrongCredential(house, '192.0.2.1');
    expect((await house.run(VIEWER, fromAddress('192.0.2.2', 'pg_guess'))).status).toBe(429);
  });

  test('gains nothing from the other addresses of its IPv6 network', async () => {
    const house = await openGateway();
    await sendWrongCredential(house, '2001:db8::1');
    expect((await house.run(VIEWER, fromAddress('2001:db8:0:0:ffff::2', 'pg_guess'))).status).toBe(429);
    expect((await house.run(VIEWER, fromAddress('2001:db8:0:1::1', 'pg_guess'))).status).toBe(401);
  });
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::', '2001:db8:0:0'],
  ['2001:0db8:0001::7', '2001:db8:1:0'],
  ['[2001:db8:1:2::7]:443', '2001:db8:1:2'],
  ['::1', 'loopback'],
  ['127.0.0.1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['192.0.2.1:443', '192.0.2.1'],
  ['unknown', 'unknown'],
])('%s is counted as %s', (address, network) => {
  expect(toClientNetwork(address)).toBe(network);
});
