import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MockAgent } from 'undici';
import { createPagerDutyClient, type PagerDutyClient } from '../../../src/upstream/pagerduty/client.js';
import { type OAuthCredential, createOAuthCredential } from '../../../src/upstream/pagerduty/oauth-token.js';
import { type FakeClock, fakeClock } from '../fake-clock.js';
import { wireIncident } from './wire-incident.js';

const IDENTITY = 'https://identity.example';
const API = 'https://pagerduty.example';
const SECRET = 'client-secret-1234567890';

let agent: MockAgent;
let clock: FakeClock;
let tokenForms: string[];
let usedTokens: string[];

beforeEach(() => {
  agent = new MockAgent();
  agent.disableNetConnect();
  clock = fakeClock();
  tokenForms = [];
  usedTokens = [];
});

afterEach(async () => {
  agent.assertNoPendingInterceptors();
  await agent.close();
});

const limits = { deadlineMs: 5000, tryTimeoutMs: 5000 };

function createTokens(scopes: readonly string[] = ['incidents.read', 'incidents.write']): OAuthCredential {
  return createOAuthCredential({
    tokenUrl: `${IDENTITY}/oauth/token`,
    clientId: 'client-id',
    clientSecret: SECRET,
    scopes,
    dispatcher: agent,
    clock,
    ...limits,
  });
}

function client(credential: OAuthCredential): PagerDutyClient {
  return createPagerDutyClient({ account: { baseUrl: API }, credential, dispatcher: agent, clock, ...limits });
}

function respondWithToken(status: number, body: object): void {
  agent
    .get(IDENTITY)
    .intercept({ path: '/oauth/token', method: 'POST' })
    .reply((call) => {
      tokenForms.push(typeof call.body === 'string' ? call.body : '');
      return { statusCode: status, data: JSON.stringify(body) };
    });
}

const tokenBody = (name: string, more: object = {}) => ({
  access_token: `pdus+_0${name}`,
  scope: 'incidents.read incidents.write',
  token_type: 'bearer',
  expires_in: 3600,
  ...more,
});

function respondWith(status: number, body: unknown = { incident: wireIncident() }): void {
  agent
    .get(API)
    .intercept({ path: () => true, method: () => true })
    .reply(({ headers }) => {
      usedTokens.push((headers as Record<string, string>)['authorization'] ?? '');
      return { statusCode: status, data: JSON.stringify(body) };
    });
}

describe('an app token', () => {
  it('is requested with the client’s credentials, once, however many callers wait for it', async () => {
    respondWithToken(200, tokenBody('a'));
    const credential = createTokens();
    const both = await Promise.all([credential.authorization(), credential.authorization()]);
    expect([...both, await credential.authorization()]).toEqual(Array(3).fill('Bearer pdus+_0a'));
    expect(tokenForms).toEqual([
      `grant_type=client_credentials&client_id=client-id&client_secret=${SECRET}&scope=incidents.read+incidents.write`,
    ]);
  });

  it('is renewed a minute before its end', async () => {
    respondWithToken(200, tokenBody('a'));
    const credential = createTokens();
    await credential.authorization();
    clock.advance(3_539_000);
    expect(await credential.authorization()).toBe('Bearer pdus+_0a');
    respondWithToken(200, tokenBody('b'));
    clock.advance(1_000);
    expect(await credential.authorization()).toBe('Bearer pdus+_0b');
  });

  it('with a lifetime below two minutes is renewed at half of it', async () => {
    respondWithToken(200, tokenBody('a', { expires_in: 40 }));
    const credential = createTokens();
    await credential.authorization();
    clock.advance(19_000);
    expect(await credential.authorization()).toBe('Bearer pdus+_0a');
    respondWithToken(200, tokenBody('b'));
    clock.advance(1_000);
    expect(await credential.authorization()).toBe('Bearer pdus+_0b');
  });

  it('reports the missing scopes', async () => {
    respondWithToken(200, tokenBody('a', { scope: 'incidents.read' }));
    const credential = createTokens();
    expect(credential.missingScopes).toEqual([]);
    await credential.authorization();
    expect(credential.missingScopes).toEqual(['incidents.write']);
  });

  it.each([
    [401, { error: 'invalid_client' }],
    [400, { error: 'invalid_request' }],
    [403, {}],
  ])('is refused under %i, which is a configuration error', async (status, body) => {
    respondWithToken(status, body);
    await expect(createTokens().authorization()).rejects.toMatchObject({ code: 'UPSTREAM_UNAUTHENTICATED' });
  });

  it('is requested again after a failure', async () => {
    respondWithToken(401, { error: `client secret ${SECRET} is wrong` });
    const credential = createTokens();
    const refused = credential.authorization();
    await expect(refused).rejects.toMatchObject({ message: expect.not.stringContaining(SECRET) });
    respondWithToken(200, tokenBody('a'));
    expect(await credential.authorization()).toBe('Bearer pdus+_0a');
  });

  it.each([
    {},
    tokenBody('a', { access_token: '' }),
    tokenBody('a', { access_token: 'a\nb' }),
    tokenBody('a', { expires_in: 'soon' }),
  ])('is not read from %j', async (body) => {
    respondWithToken(200, body);
    await expect(createTokens().authorization()).rejects.toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE' });
  });
});

describe('a client with app tokens', () => {
  it('sends the token as bearer', async () => {
    respondWithToken(200, tokenBody('a'));
    respondWith(200);
    await client(createTokens()).getIncident('P1');
    expect(usedTokens).toEqual(['Bearer pdus+_0a']);
  });

  it('renews the token once after a 401, for writes too', async () => {
    respondWithToken(200, tokenBody('a'));
    respondWith(401, 'HTTP Token: Access denied.');
    respondWithToken(200, tokenBody('b'));
    respondWith(200);
    await client(createTokens()).acknowledgeIncident('P1');
    expect(usedTokens).toEqual(['Bearer pdus+_0a', 'Bearer pdus+_0b']);
  });

  it('stops after the second 401 without exposing the token', async () => {
    respondWithToken(200, tokenBody('a'));
    respondWith(401, 'No.');
    respondWithToken(200, tokenBody('b'));
    respondWith(401, { error: { message: 'Token pdus+_0b is unknown', code: 2006 } });
    await expect(client(createTokens()).getIncident('P1')).rejects.toMatchObject({
      code: 'UPSTREAM_UNAUTHENTICATED',
      upstream: { errors: [{ message: expect.not.stringContaining('pdus+_0b') }] },
    });
  });

  it('has sent nothing when there is no token', async () => {
    respondWithToken(401, { error: 'invalid_client' });
    const credential = createTokens();
    await expect(client(credential).resolveIncident('P1')).rejects.toMatchObject({ outcome: 'NOT_SENT' });
    respondWithToken(401, { error: 'invalid_client' });
    const read = client(credential).getIncident('P1');
    await expect(read).rejects.not.toHaveProperty('outcome', expect.any(String));
  });
});
