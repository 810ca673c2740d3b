import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { propertyRuns } from '../../properties/property-runs.js';
import { jwtIssuer } from './jwt-issuer.js';
import { bearer, errorCodes, liveGateways, type GraphQLResponse, type LiveGateway } from '../harness.js';

const { open } = liveGateways();
const idp = jwtIssuer();

const EMAIL = 'ines.duarte@example.com';
const VIEWER = '{ viewer { name email scopes pagerDutyAccounts { key } } }';

type Claims = Readonly<Record<string, unknown>>;

const queryViewer = async ({ run }: LiveGateway, claims: Claims, headers = {}): Promise<GraphQLResponse> =>
  run(VIEWER, { ...bearer(await idp.tokenWith(claims)), ...headers });

describe('an e-mail', () => {
  test.each([true, 'true'])('that the issuer has verified (%j) is the caller’s', async (verified) => {
    const house = await open(idp.env());
    const { data } = await queryViewer(house, { email: EMAIL, email_verified: verified });
    expect(data).toMatchObject({ viewer: { email: EMAIL } });
  });

  test.each([false, 'false'])('that the issuer has not verified (%j) is ignored', async (verified) => {
    const house = await open({ ...idp.env(), JWT_DEFAULT_EMAIL_VERIFIED: 'on' });
    const { data } = await queryViewer(house, { email: EMAIL, email_verified: verified });
    expect(data).toMatchObject({ viewer: { email: null } });
  });

  test.each([[0], [1], [null], ['no'], ['True'], [''], [[]], [{}]])(
    'with an invalid verification (%j) is a 401 that names the claim, and no change is sent',
    async (verified) => {
      const { run, calls } = await open(idp.env());
      const token = await idp.tokenWith({ email: EMAIL, email_verified: verified, scope: 'incidents:write' });
      const response = await run(
        'mutation { triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "A page" }) { created } }',
        bearer(token),
      );
      expect([response.status, errorCodes(response), calls()]).toEqual([401, ['UNAUTHENTICATED'], []]);
      expect(response.errors[0]?.message).toBe('The claim email_verified of the access token must be true or false.');
    },
  );

  test('without a verification claim is ignored, and the log names once the setting to change it', async () => {
    const house = await open(idp.env());
    for (const _ of [1, 2]) {
      expect((await queryViewer(house, { email: EMAIL })).data).toMatchObject({ viewer: { email: null } });
    }
    const warned = house.log.filter(({ level }) => level === 'warn').map(({ details }) => details);
    expect(warned).toEqual([expect.stringContaining('JWT_DEFAULT_EMAIL_VERIFIED=on')]);
    expect(JSON.stringify(house.log)).not.toContain(EMAIL);
  });

  test('without a verification claim is the caller’s when the operator allows it', async () => {
    const house = await open({ ...idp.env(), JWT_DEFAULT_EMAIL_VERIFIED: 'on' });
    expect((await queryViewer(house, { email: EMAIL })).data).toMatchObject({ viewer: { email: EMAIL } });
  });
});

const accountsAdvice = ({ log }: LiveGateway) =>
  log.filter(({ details }) => String(details).includes('JWT_DEFAULT_ACCOUNTS=all'));

describe('a token without accounts', () => {
  const INCIDENTS = '{ incidents(first: 1) { nodes { id } } }';

  test.each([
    ['every account, where each upstream has one', {}, false, ['main']],
    ['none, where there are several', {}, true, []],
    ['every account, by setting', { JWT_DEFAULT_ACCOUNTS: 'all' }, true, ['main', 'second']],
    ['none, by setting', { JWT_DEFAULT_ACCOUNTS: 'none' }, false, []],
  ])('may use %s', async (_what, env: Record<string, string>, secondAccount, keys) => {
    const house = await open({ ...idp.env(), ...env }, { secondAccount });
    const { data } = await queryViewer(house, {});
    expect(data).toMatchObject({ viewer: { pagerDutyAccounts: keys.map((key) => ({ key })) } });
    const response = await house.run(INCIDENTS, bearer(await idp.tokenWith({})));
    expect(errorCodes(response)).toEqual(keys.length > 0 ? [] : ['FORBIDDEN']);
    if (keys.length === 0) expect(house.calls()).toEqual([]);
  });

  test('may use none of several, and the log names at start-up the setting to change it', async () => {
    expect(accountsAdvice(await open(idp.env(), { secondAccount: true }))).toHaveLength(1);
    expect(accountsAdvice(await open(idp.env()))).toEqual([]);
    expect(accountsAdvice(await open({ ...idp.env(), JWT_DEFAULT_ACCOUNTS: 'none' }, { secondAccount: true }))).toEqual(
      [],
    );
  });
});

const isText = (value: unknown): value is string => typeof value === 'string';

/** The names in a list or a string; undefined for an invalid value. */
function parseNames(value: unknown): readonly string[] | undefined {
  if (isText(value)) return value.split(' ').filter((word) => word !== '');
  return Array.isArray(value) && value.every((one) => isText(one) && one !== '') ? value : undefined;
}

const toScopes = (names: readonly string[]) =>
  ['INCIDENTS_READ', 'INCIDENTS_WRITE'].filter((scope) =>
    names.some((name) => [scope, scope.toLowerCase(), scope.toLowerCase().replace('_', ':')].includes(name)),
  );

const now = () => Date.now() / 1000;

/** The changes of the viewer for a claim with this value; undefined for a 401. */
const EXPECTED_CALLER: Readonly<Record<string, (value: unknown) => Claims | undefined>> = {
  iss: (value) => (value === idp.name ? {} : undefined),
  aud: (value) =>
    value === 'pagergraph-test' || (Array.isArray(value) && value.every(isText) && value.includes('pagergraph-test'))
      ? {}
      : undefined,
  exp: (value) => (typeof value === 'number' && value > now() ? {} : undefined),
  nbf: (value) => (typeof value === 'number' && value < now() ? {} : undefined),
  sub: (value) => (isText(value) && value !== '' ? { name: value.slice(0, 100) } : undefined),
  scope(value) {
    const names = parseNames(value);
    if (!names) return undefined;
    const scopes = toScopes(names);
    return scopes.includes('INCIDENTS_READ') ? { scopes } : { scopes, pagerDutyAccounts: [] };
  },
  scp: (value) => (parseNames(value) ? {} : undefined), // there is a `scope`, which takes precedence
  email: (value) => (value === EMAIL ? { email: EMAIL } : undefined),
  email_verified(value) {
    if (value === true || value === 'true') return {};
    return value === false || value === 'false' ? { email: null } : undefined;
  },
  pagergraph_accounts(value) {
    const names = parseNames(value);
    return (
      names && { pagerDutyAccounts: ['main', 'second'].filter((key) => names.includes(key)).map((key) => ({ key })) }
    );
  },
};

const VALID_CLAIMS = { email: EMAIL, email_verified: true, scope: 'incidents:read', pagergraph_accounts: ['main'] };
const EXPECTED_VIEWER = {
  name: 'alice',
  email: EMAIL,
  scopes: ['INCIDENTS_READ'],
  pagerDutyAccounts: [{ key: 'main' }],
};

/** Valid values and values that are almost valid. */
// oxfmt-ignore
const ODD_VALUES: readonly unknown[] = [
  'true', 'false', true, false, 'main second', ['second'], [''], ['main', 7], 'incidents:read incidents:write',
  ['INCIDENTS_WRITE', 'openid'], 'ıncıdents:write', [], {}, null, 0, 1, '', EMAIL, [EMAIL], `${EMAIL}\r\nX: y`,
  'pagergraph-test', ['other', 'pagergraph-test'], ['pagergraph-test', 7], 'x'.repeat(300), 4e9, '4e9', -1,
];

describe('whatever a claim holds, it is a 401 that names it or exactly the caller', () => {
  test.each(Object.entries(EXPECTED_CALLER))('%s', async (claim, meaning) => {
    const house = await open({ ...idp.env(), TRUST_PROXY: '1' }, { secondAccount: true });
    let requested = 0;
    const property = fc.asyncProperty(fc.oneof(fc.constantFrom(...ODD_VALUES), fc.jsonValue()), async (value) => {
      // Each from its own address, because tokens for others count as wrong credentials.
      requested += 1;
      const from = { 'x-forwarded-for': `192.0.2.${requested % 256}` };
      const response = await queryViewer(house, { ...VALID_CLAIMS, [claim]: value }, from);
      const reported = meaning(value);
      if (reported) {
        expect([response.status, response.data]).toEqual([200, { viewer: { ...EXPECTED_VIEWER, ...reported } }]);
        return;
      }
      expect([response.status, errorCodes(response)]).toEqual([401, ['UNAUTHENTICATED']]);
      const message = response.errors[0]?.message ?? '';
      expect(message === 'The access token has expired.' ? 'exp' : message).toContain(claim);
    });
    await fc.assert(property, propertyRuns(60));
    expect(house.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
