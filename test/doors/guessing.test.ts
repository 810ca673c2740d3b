import { describe, expect, test } from '@jest/globals';
import { networkOf } from '../../src/server/callers/network.js';
import { GUESSES_A_MINUTE } from '../../src/store/guess-limit.js';
import { issuer } from './issuer.js';
import { bearer, codesOf, sha256, stage, type House } from './stage.js';

const { open, file } = stage();
const idp = issuer();

const KEY = 'pg_the-key-of-web';
const VIEWER = '{ viewer { name } }';

const openHouse = (more: Record<string, string> = {}) => {
  const keys = [{ name: 'web', sha256: sha256(KEY), scopes: ['INCIDENTS_READ'] }];
  return open({ ...idp.env(), API_KEYS_FILE: file('keys.json', keys), TRUST_PROXY: '1', ...more });
};

const from = (address: string, credential?: string) => ({
  'x-forwarded-for': address,
  ...(credential === undefined ? {} : bearer(credential)),
});

/** As many wrong credentials as one address may show. */
async function guess({ ask }: House, address: string): Promise<void> {
  for (let guessed = 0; guessed < GUESSES_A_MINUTE; guessed += 1) {
    expect((await ask(VIEWER, from(address, `pg_guess-${guessed}`))).status).toBe(401);
  }
}

describe('an address that guesses at credentials', () => {
  test('is told to wait, whatever kind of wrong one comes next', async () => {
    const house = await openHouse();
    await guess(house, '192.0.2.1');
    const wrong = [bearer('pg_guess'), bearer('a.b.c'), { authorization: 'Basic d2ViOg==' }];
    for (const credentials of wrong) {
      const answer = await house.ask(VIEWER, { ...from('192.0.2.1'), ...credentials });
      expect([answer.status, codesOf(answer), answer.data]).toEqual([429, ['RATE_LIMITED'], null]);
      const seconds = Number(answer.headers.get('retry-after'));
      expect(answer.errors[0]?.extensions).toMatchObject({ retryable: true, retryAfterSeconds: seconds });
      expect([seconds > 0, seconds <= 60]).toEqual([true, true]);
    }
  });

  test('locks nobody out: right credentials are let in, none at all are asked for, an expired token is told', async () => {
    const house = await openHouse();
    await guess(house, '192.0.2.1');
    await house.ask(VIEWER, from('192.0.2.1', 'pg_guess'));
    expect((await house.ask(VIEWER, from('192.0.2.1', KEY))).data).toEqual({ viewer: { name: 'web' } });
    expect((await house.ask(VIEWER, from('192.0.2.1', await idp.token()))).status).toBe(200);
    expect((await house.ask(VIEWER, from('192.0.2.1'))).status).toBe(401);
    const expired = await house.ask(VIEWER, from('192.0.2.1', await idp.token({ expiresIn: -60 })));
    expect([expired.status, expired.errors[0]?.message]).toEqual([401, 'The access token has expired.']);
  });

  test('hinders no other address', async () => {
    const house = await openHouse();
    await guess(house, '192.0.2.1');
    expect((await house.ask(VIEWER, from('192.0.2.2', 'pg_guess'))).status).toBe(401);
  });

  test('gains nothing by a forwarding header that nobody trusts', async () => {
    const house = await openHouse({ TRUST_PROXY: '0' });
    await guess(house, '192.0.2.1');
    expect((await house.ask(VIEWER, from('192.0.2.2', 'pg_guess'))).status).toBe(429);
  });

  test('gains nothing by the other addresses of its IPv6 network', async () => {
    const house = await openHouse();
    await guess(house, '2001:db8::1');
    expect((await house.ask(VIEWER, from('2001:db8:0:0:ffff::2', 'pg_guess'))).status).toBe(429);
    expect((await house.ask(VIEWER, from('2001:db8:0:1::1', 'pg_guess'))).status).toBe(401);
  });
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['192.0.2.1:443', '192.0.2.1:443'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
