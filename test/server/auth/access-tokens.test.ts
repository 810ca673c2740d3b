import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { exportSPKI, importJWK, type CryptoKey } from 'jose';
import { jwtIssuer, signingKey } from './jwt-issuer.js';
import { bearer, errorCodes, liveGateways } from '../harness.js';

const { open } = liveGateways();
const idp = jwtIssuer();

const VIEWER = '{ viewer { name email scopes } }';

const base64url = (value: object | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token with the same claims under another header and signature. */
async function forgeToken(header: object, sign: (input: string) => string): Promise<string> {
  const [, claims = ''] = (await idp.token()).split('.');
  const input = `${base64url(header)}.${claims}`;
  return `${input}.${sign(input)}`;
}

afterEach(() => {
  jest.restoreAllMocks();
  idp.status = 200;
  idp.publish(idp.key());
});

describe('an access token', () => {
  test('gives its scopes and its e-mail; unknown scopes are ignored', async () => {
    const { run } = await open(idp.env());
    const claims = {
      email: 'ines.duarte@example.com',
      email_verified: true,
      scope: 'openid incidents:read DESTINATIONS_WRITE',
    };
    expect((await run(VIEWER, bearer(await idp.token({ claims })))).data).toEqual({
      viewer: { name: 'alice', email: 'ines.duarte@example.com', scopes: ['DESTINATIONS_WRITE', 'INCIDENTS_READ'] },
    });
  });

  test.each([
    ['Okta', { scope: undefined, scp: ['openid', 'incidents:read'] }],
    ['others', { scope: 'incidents:read  openid' }],
  ])('gives its scopes also in the form of %s', async (_who, claims) => {
    const { run } = await open(idp.env());
    expect((await run(VIEWER, bearer(await idp.token({ claims })))).data).toMatchObject({
      viewer: { scopes: ['INCIDENTS_READ'] },
    });
  });

  test('without a string as subject is a 401', async () => {
    const { run } = await open(idp.env());
    expect((await run(VIEWER, bearer(await idp.token({ subject: 7 })))).status).toBe(401);
  });

  test('may be half a minute late, because clocks differ', async () => {
    const { run } = await open(idp.env());
    expect((await run(VIEWER, bearer(await idp.token({ expiresIn: -20 })))).status).toBe(200);
  });

  test.each([
    ['that has expired', () => idp.token({ expiresIn: -60 })],
    ['of another issuer', () => idp.token({ jwtIssuer: 'https://evil.example.com/' })],
    ['for another audience', () => idp.token({ audience: 'another-api' })],
    ['signed with an unpublished key', async () => idp.token({ key: await signingKey('unknown') })],
    ['signed with another key under a known name', async () => idp.token({ key: await signingKey('first') })],
    ['without a signature (alg none)', () => forgeToken({ alg: 'none' }, () => '')],
    ['without its last part', async () => (await idp.token()).split('.').slice(0, 2).join('.')],
    ...[
      ['that brings its own key', { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } }],
      ['that names where to get the key', { jku: 'https://evil.example.com/keys', kid: 'evil' }],
      ['whose key is a path', { kid: '../../etc/passwd' }],
      ['with an extension that must be understood', { kid: 'first', crit: ['b64'], b64: false }],
    ].map(([what, header]) => [what, () => forgeToken({ alg: 'ES256', ...(header as object) }, () => 'AAAA')] as const),
    ['that is not a token', async () => 'a.b.c'],
    ['that is not valid yet', () => idp.token({ claims: { nbf: Math.floor(Date.now() / 1000) + 300 } })],
    [
      'signed with the public key as a shared secret',
      async () => {
        const pem = await exportSPKI(
          (await importJWK(idp.key().publicJwk, 'ES256', { extractable: true })) as CryptoKey,
        );
        return forgeToken({ alg: 'HS256', kid: 'first' }, (input) =>
          createHmac('sha256', pem).update(input).digest('base64url'),
        );
      },
    ],
  ])('%s is a 401', async (_what, make) => {
    const { run, calls } = await open({ ...idp.env(), ANONYMOUS_SCOPES: 'INCIDENTS_READ' });
    const response = await run('{ incidents { nodes { id } } }', bearer(await make()));
    expect([response.status, errorCodes(response), calls()]).toEqual([401, ['UNAUTHENTICATED'], []]);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  test('that has only expired is reported as such, so that its owner gets a new one', async () => {
    const { run } = await open(idp.env());
    const response = await run(VIEWER, bearer(await idp.token({ expiresIn: -60 })));
    expect(response.errors[0]?.message).toBe('The access token has expired.');
  });

  test('is in no log line, but the reason of its refusal is', async () => {
    const { run, log } = await open(idp.env());
    const token = await idp.token({ audience: 'another-api' });
    await run(VIEWER, bearer(token));
    expect(JSON.stringify(log)).not.toContain(token.slice(-20));
    expect(log.map(({ details }) => details)).toContainEqual(
      expect.objectContaining({ code: 'UNAUTHENTICATED', reason: 'ERR_JWT_CLAIM_VALIDATION_FAILED' }),
    );
  });
});

describe('the accounts of an access token', () => {
  const ACCOUNTS = '{ viewer { pagerDutyAccounts { key } } }';
  const SECOND = '{ incidents(account: "second", first: 1) { nodes { id } } }';

  const asking = async (claim: unknown, query = ACCOUNTS) => {
    const { run, calls } = await open(idp.env(), { secondAccount: true });
    const token = await idp.token({ claims: { pagergraph_accounts: claim } });
    return { answer: await run(query, bearer(token)), calls: calls() };
  };

  test.each([
    ['are those it lists', ['second'], ['second']],
    ['may be a string, like scopes', 'second main', ['main', 'second']],
    ['are none when the list is empty', [], []],
    ['are none when the string is empty', '', []],
    ['do not include others because of an unknown one', ['third'], []],
  ])('%s', async (_what, claim, keys) => {
    const { answer: response } = await asking(claim);
    expect(response.data).toEqual({ viewer: { pagerDutyAccounts: keys.map((key) => ({ key })) } });
  });

  test('without a grant are refused without an upstream call', async () => {
    const { answer: response, calls } = await asking(['main'], SECOND);
    expect([errorCodes(response), calls]).toEqual([['FORBIDDEN'], []]);
    expect(errorCodes((await asking(['second'], SECOND)).answer)).toEqual([]);
  });

  test.each([[null], [7], [true], [{ main: true }], [['main', 7]], [['main', null]], [['']], [[['main']]]])(
    'in an unknown form (%j) are a 401, never every account',
    async (claim) => {
      const { answer: response, calls } = await asking(claim);
      expect([response.status, errorCodes(response), calls]).toEqual([401, ['UNAUTHENTICATED'], []]);
      expect(response.errors[0]?.message).toContain('pagergraph_accounts');
    },
  );
});

describe('the issuer’s keys', () => {
  test('are fetched once and cached', async () => {
    const { run } = await open(idp.env());
    const before = idp.keyRequestCount();
    for (const _ of [1, 2, 3]) await run(VIEWER, bearer(await idp.token()));
    expect(idp.keyRequestCount() - before).toBe(1);
  });

  test('may be rotated: a new one is found, an old one is no longer valid', async () => {
    const { run } = await open(idp.env());
    expect((await run(VIEWER, bearer(await idp.token()))).status).toBe(200);
    const second = await signingKey('second');
    idp.publish(second);
    const later = Date.now() + 31_000;
    jest.spyOn(Date, 'now').mockImplementation(() => later);
    expect((await run(VIEWER, bearer(await idp.token({ key: second })))).status).toBe(200);
    expect((await run(VIEWER, bearer(await idp.token()))).status).toBe(401);
  });

  test('are fetched once when the fetch fails, however many tokens arrive', async () => {
    const { run } = await open(idp.env());
    idp.status = 500;
    const before = idp.keyRequestCount();
    for (const _ of [1, 2, 3]) expect((await run(VIEWER, bearer(await idp.token()))).status).toBe(503);
    expect(idp.keyRequestCount() - before).toBe(1);
  });

  test('that are cached stay valid while new ones cannot be fetched', async () => {
    const { run } = await open(idp.env());
    expect((await run(VIEWER, bearer(await idp.token()))).status).toBe(200);
    idp.status = 500;
    const later = Date.now() + 31_000;
    jest.spyOn(Date, 'now').mockImplementation(() => later);
    expect((await run(VIEWER, bearer(await idp.token({ key: await signingKey('unknown') })))).status).toBe(503);
    expect((await run(VIEWER, bearer(await idp.token()))).status).toBe(200);
  });

  test('that cannot be fetched are not the caller’s error: 503 with a retry', async () => {
    const { run } = await open(idp.env());
    idp.status = 500;
    const response = await run(VIEWER, bearer(await idp.token()));
    expect([response.status, errorCodes(response)]).toEqual([503, ['UPSTREAM_UNAVAILABLE']]);
    expect(response.errors[0]?.extensions).toMatchObject({ retryable: true });
  });
});
