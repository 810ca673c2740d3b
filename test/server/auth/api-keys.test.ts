import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { bearer, errorCodes, liveGateways, passKeysFileAge, sha256 } from '../harness.js';

const { open, writeFile } = liveGateways();
afterEach(() => void jest.restoreAllMocks());

const WEB = 'pg_the-key-of-web';
const BOT = 'pg_the-key-of-bot';
const web = {
  name: 'web',
  sha256: sha256(WEB),
  scopes: ['incidents:read', 'DESTINATIONS_READ'],
  email: 'ines.duarte@example.com',
};
const bot = { name: 'bot', sha256: sha256(BOT), scopes: ['INCIDENTS_READ'] };

const VIEWER = '{ viewer { name email scopes pagerDutyAccounts { key } cloudflareAccounts { key } } }';

describe('an API key', () => {
  test('identifies the caller and its scopes', async () => {
    const { run } = await open({ API_KEYS_FILE: writeFile('keys.json', [web, bot]) });
    expect((await run(VIEWER, bearer(WEB))).data).toEqual({
      viewer: {
        name: 'web',
        email: 'ines.duarte@example.com',
        scopes: ['DESTINATIONS_READ', 'INCIDENTS_READ'],
        pagerDutyAccounts: [{ key: 'main' }],
        cloudflareAccounts: [{ key: 'main' }],
      },
    });
    expect((await run(VIEWER, bearer(BOT))).data).toEqual({
      viewer: {
        name: 'bot',
        email: null,
        scopes: ['INCIDENTS_READ'],
        pagerDutyAccounts: [{ key: 'main' }],
        cloudflareAccounts: [],
      },
    });
  });

  test.each([
    ['no key at all', {}],
    ['an unknown key', bearer('pg_another')],
    ['the hash instead of the key', bearer(sha256(WEB))],
    ['an empty key', { authorization: 'Bearer ' }],
    ['two keys in one header', bearer(`${WEB}, ${BOT}`)],
    ['Basic', { authorization: `Basic ${Buffer.from(`web:${WEB}`).toString('base64')}` }],
    ['a key without a scheme', { authorization: WEB }],
  ])('is required: %s is a 401', async (_what, headers) => {
    const { run, calls } = await open({ API_KEYS_FILE: writeFile('keys.json', [web, bot]) });
    const response = await run('{ incidents { nodes { id } } }', headers);
    expect([response.status, errorCodes(response), response.data]).toEqual([401, ['UNAUTHENTICATED'], null]);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="pagergraph"/);
    expect(calls()).toEqual([]);
  });

  test('that is wrong is never an anonymous call, even when anonymous callers have all scopes', async () => {
    const { run } = await open({ API_KEYS_FILE: writeFile('keys.json', [web]), ANONYMOUS_SCOPES: 'INCIDENTS_READ' });
    expect((await run(VIEWER)).data).toMatchObject({ viewer: { name: 'anonymous', scopes: ['INCIDENTS_READ'] } });
    expect((await run(VIEWER, bearer('pg_another'))).status).toBe(401);
    expect((await run(VIEWER, { authorization: 'Basic d2ViOg==' })).status).toBe(401);
  });

  test('is in no response and in no log line', async () => {
    const { run, log } = await open({ API_KEYS_FILE: writeFile('keys.json', [web]) });
    const responses = [await run(VIEWER, bearer(WEB)), await run(VIEWER, bearer('pg_another'))];
    expect(JSON.stringify([responses, log])).not.toMatch(/pg_/);
  });
});

describe('the file of API keys', () => {
  test('removes and adds keys within 0.1 s, without a restart', async () => {
    const { run } = await open({ API_KEYS_FILE: writeFile('changing.json', [web]) });
    expect((await run(VIEWER, bearer(WEB))).status).toBe(200);
    writeFile('changing.json', [bot]);
    passKeysFileAge();
    expect((await run(VIEWER, bearer(WEB))).status).toBe(401);
    expect((await run(VIEWER, bearer(BOT))).status).toBe(200);
  });

  test.each([
    ['no JSON', '[{"name":'],
    ['an entry with a typo', [{ ...web, account: ['main'] }]],
    ['an unknown scope', [{ ...web, scopes: ['EVERYTHING'] }]],
    ['one name twice', [web, { ...bot, name: 'web' }]],
  ])('keeps the last valid list when the new one is invalid (%s) and logs it', async (_what, broken) => {
    const { run, log } = await open({ API_KEYS_FILE: writeFile('breaking.json', [web]) });
    writeFile('breaking.json', broken);
    passKeysFileAge();
    expect((await run(VIEWER, bearer(WEB))).status).toBe(200);
    expect(log.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(JSON.stringify(log)).not.toContain(web.sha256);
  });
});
