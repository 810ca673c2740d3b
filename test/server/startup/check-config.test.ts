import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import { UNUSED_PORT } from '../../ports.js';

/** The process that `npm start` runs; run `npm run build` first. */
const ENTRY = fileURLToPath(new URL('../../../dist/index.js', import.meta.url));

/** With an account key, and with a user key. */
let sandbox: Sandbox;
let personal: Sandbox;
let folder: string;

beforeAll(async () => {
  [sandbox, personal] = await Promise.all([startSandbox(), startSandbox({ keyType: 'user' })]);
  folder = mkdtempSync(join(tmpdir(), 'check-config-'));
});
afterEach(() => {
  for (const { control } of [sandbox, personal]) {
    control.pagerduty.reset();
    control.cloudflare.reset();
  }
});
afterAll(async () => {
  await Promise.all([sandbox.stop(), personal.stop()]);
  rmSync(folder, { recursive: true });
});

type Settings = Readonly<Record<string, string | undefined>>;

function liveSettings({ pagerduty, cloudflare }: Sandbox): Record<string, string> {
  return {
    PAGERDUTY_BASE_URL: pagerduty.baseUrl,
    PAGERDUTY_API_TOKEN: pagerduty.apiToken,
    PAGERDUTY_FROM: pagerduty.from,
    CLOUDFLARE_BASE_URL: cloudflare.baseUrl,
    CLOUDFLARE_ACCOUNT_ID: cloudflare.accountId,
    CLOUDFLARE_API_TOKEN: cloudflare.apiToken,
    CLOUDFLARE_PAGERDUTY_CONSENT_URL: cloudflare.consentUrl,
    ANONYMOUS_SCOPES: 'INCIDENTS_READ',
  };
}

interface CommandResult {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
  /** The line about one subject; empty when there is none. */
  readonly row: (what: string) => string;
}

async function runCheckConfig(args: readonly string[], settings: Settings): Promise<CommandResult> {
  const given = Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const env = Object.fromEntries(given);
  const child = spawn(process.execPath, [ENTRY, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [[code], stdout, stderr] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  const rows = stdout.replace(/\n {3,}/g, ' ').split('\n');
  const row = (what: string) =>
    rows
      .find((line) => line.slice(15).startsWith(`${what} `))
      ?.replace(/ +/g, ' ')
      .trim() ?? '';
  return { code, stdout, stderr, row };
}

/** Runs the check and verifies what holds for every check. */
async function checkSandbox(changes: Settings = {}, played = sandbox): Promise<CommandResult> {
  const outcome = await runCheckConfig(['--check-config'], { ...liveSettings(played), ...changes });
  const calls = [...played.control.pagerduty.calls(), ...played.control.cloudflare.calls()];
  const writes = calls.filter(({ method, path }) => method !== 'GET' && path !== '/oauth/token');
  expect(writes).toEqual([]);
  expect(played.control.pagerduty.calls().length).toBeLessThanOrEqual(12);
  expect(played.control.cloudflare.calls().length).toBeLessThanOrEqual(12);
  expect(outcome.stdout.split('\n').filter((line) => line.length > 120)).toEqual([]);
  const secrets = ['sandbox-pagerduty-key', 'sandbox-cloudflare-token', 'sandbox-client-secret', WRONG_CREDENTIAL];
  expect(secrets.filter((secret) => (outcome.stdout + outcome.stderr).includes(secret))).toEqual([]);
  return outcome;
}

const WRONG_CREDENTIAL = 'not-the-credential';

const oauthAppSettings = () => ({
  PAGERDUTY_API_TOKEN: undefined,
  PAGERDUTY_TOKEN_URL: sandbox.pagerduty.oauth.tokenUrl,
  PAGERDUTY_CLIENT_ID: sandbox.pagerduty.oauth.clientId,
  PAGERDUTY_CLIENT_SECRET: sandbox.pagerduty.oauth.clientSecret,
  PAGERDUTY_OAUTH_SCOPES:
    'as_account-us.acme incidents.read incidents.write services.read users.read teams.read escalation_policies.read oncalls.read priorities.read',
});

describe('--check-config', () => {
  test('reports what is correct and what it skipped, calls each upstream a few times, and exits with 0', async () => {
    const { code, stdout, stderr, row } = await checkSandbox();
    expect([code, stderr]).toEqual([0, '']);
    expect(row('key')).toBe('OK key REST API key of the account.');
    expect(row('actor')).toBe('OK actor Changes without an actor are made as Maren Solberg.');
    for (const what of ['incidents', 'log entries', 'services', 'users', 'escalation policies', 'teams', 'on-calls'])
      expect(row(what)).toBe(`OK ${what} Readable.`);
    for (const what of ['priorities', 'destinations', 'policies', 'history'])
      expect(row(what)).toBe(`OK ${what} Readable.`);
    expect(row('changes')).toMatch(/^NOT CHECKED /);
    expect(row('rate limit')).toMatch(/^OK rate limit \d+ of 960 calls/);
    expect(stdout).toMatch(/\n0 problems, 0 notes\. Nothing was changed\.\n$/);
  });

  test('checks the sandbox when there are no credentials, and reports it', async () => {
    const { code, stdout } = await runCheckConfig(['--check-config'], {});
    expect(stdout).toMatch(/^Checked: sandbox: simulated accounts on this machine/);
    expect(code).toBe(0);
  });

  test('reports mistakes in the settings as a start does, without a call', async () => {
    const { code, stdout, stderr } = await checkSandbox({ PORT: 'sesame' });
    expect(stderr).toContain('  - PORT must be a whole number from 0 to 65535.');
    expect([code, stdout]).toEqual([1, '']);
    expect(sandbox.control.pagerduty.calls()).toEqual([]);
  });

  test('names both kinds of PagerDuty key when the configured one is wrong, and stops there', async () => {
    const { code, row } = await checkSandbox({ PAGERDUTY_API_TOKEN: WRONG_CREDENTIAL });
    expect(row('key')).toMatch(
      /^PROBLEM key PagerDuty rejected .*requires a user’s or an account’s REST API key\)\. To do: /,
    );
    expect(code).toBe(1);
    expect(sandbox.control.pagerduty.calls().map(({ path }) => path)).toEqual(['/users/me']);
  });

  test('reports a PAGERDUTY_FROM that PagerDuty does not know', async () => {
    const { code, row } = await checkSandbox({ PAGERDUTY_FROM: 'maren.solberg@example.com.evil.example' });
    expect(row('actor')).toMatch(/^PROBLEM actor No PagerDuty user has the e-mail of PAGERDUTY_FROM/);
    expect(code).toBe(1);
  });

  test('notes that an account key without PAGERDUTY_FROM needs an actor, and what this means for acknowledging', async () => {
    const { code, row } = await checkSandbox({ PAGERDUTY_FROM: undefined });
    expect(row('actor')).toMatch(/^NOTE actor An account’s key requires an actor .* To do: Set PAGERDUTY_FROM/);
    expect(row('acknowledging')).toMatch(/PAGERDUTY_FROM_MAY_ACKNOWLEDGE is off\.$/);
    expect(code).toBe(0);
  });

  test('names the user of a user key and notes that PAGERDUTY_FROM has no effect', async () => {
    const { code, row } = await checkSandbox({ PAGERDUTY_FROM: 'tomasz.wilk@example.com' }, personal);
    expect(row('key')).toBe('OK key REST API key of the user Maren Solberg.');
    expect(row('actor')).toMatch(/^NOTE actor .*PAGERDUTY_FROM has no effect\./);
    expect(code).toBe(0);
  });

  test('lists the granted scopes of an OAuth app', async () => {
    const { code, row } = await checkSandbox(oauthAppSettings());
    expect(row('OAuth app')).toMatch(/^OK OAuth app Granted: as_account-us\.acme, incidents\.read, /);
    expect(row('changes')).toBe('OK changes The app has incidents.write.');
    expect(code).toBe(0);
  });

  test('reports missing scopes of an OAuth app, and each read that needs them', async () => {
    sandbox.control.pagerduty.setSwitches({
      appTokenScopes: ['incidents.read', 'users.read', 'teams.read', 'oncalls.read'],
    });
    const { code, row } = await checkSandbox(oauthAppSettings());
    expect(row('OAuth app')).toMatch(/^PROBLEM OAuth app The OAuth app lacks as_account-us\.acme, incidents\.write, /);
    expect(row('services')).toMatch(/^PROBLEM services .*requires a REST API key or the scope services\.read\)\./);
    expect(row('changes')).toMatch(/^NOTE changes The app lacks incidents\.write/);
    expect(row('teams')).toBe('OK teams Readable.');
    expect(code).toBe(1);
  });

  test('reports a wrong secret of an OAuth app', async () => {
    const { code, row } = await checkSandbox({ ...oauthAppSettings(), PAGERDUTY_CLIENT_SECRET: WRONG_CREDENTIAL });
    expect(row('OAuth app')).toMatch(/^PROBLEM OAuth app Could not obtain a PagerDuty OAuth token/);
    expect(code).toBe(1);
  });

  test('reports a Cloudflare account whose plan lacks PagerDuty destinations', async () => {
    sandbox.control.cloudflare.setSwitches({ pagerDutyEligibility: 'not-eligible' });
    const { code, row } = await checkSandbox();
    expect(row('plan')).toMatch(/^PROBLEM plan The account’s plan does not include PagerDuty destinations/);
    expect(code).toBe(1);
  });

  test('notes PagerDuty destinations that are not ready, and a missing consent URL', async () => {
    sandbox.control.cloudflare.setSwitches({ pagerDutyEligibility: 'not-ready' });
    const { code, row } = await checkSandbox({ CLOUDFLARE_PAGERDUTY_CONSENT_URL: undefined });
    expect(row('plan')).toMatch(/^NOTE plan /);
    expect(row('consent page')).toMatch(/^NOTE consent page .* consentUrl will be null\./);
    expect(code).toBe(0);
  });

  test.each([
    ['token', { CLOUDFLARE_API_TOKEN: WRONG_CREDENTIAL }],
    ['account id', { CLOUDFLARE_ACCOUNT_ID: 'f'.repeat(32) }],
  ])('reports a wrong Cloudflare %s', async (_name, changes) => {
    const { code, row } = await checkSandbox(changes);
    expect(row('token')).toMatch(/^PROBLEM token Cloudflare rejected .* Account > Notifications > Read\)\./);
    expect(code).toBe(1);
    expect(sandbox.control.cloudflare.calls()).toHaveLength(1);
  });

  test('names host and cause of an unreachable upstream and still checks the other', async () => {
    const { code, row } = await checkSandbox({ PAGERDUTY_BASE_URL: `http://127.0.0.1:${UNUSED_PORT}` });
    expect(row('key')).toContain(`Could not connect to PagerDuty (127.0.0.1:${UNUSED_PORT}: refused, ECONNREFUSED).`);
    expect(row('token')).toBe('OK token Valid for this account.');
    expect(code).toBe(1);
  });

  test('stops with a PagerDuty that does not respond, also when the OAuth app has its token', async () => {
    sandbox.control.pagerduty.addFault({ kind: 'down', method: 'GET' });
    const { code, row } = await checkSandbox(oauthAppSettings());
    expect(row('OAuth app')).toMatch(/^OK /);
    expect(row('incidents')).toMatch(/^PROBLEM incidents .*\(127\.0\.0\.1:\d+: reset, /);
    expect([row('services'), code]).toEqual(['', 1]);
  });

  test('names a host without an address', async () => {
    const { row } = await checkSandbox({ CLOUDFLARE_BASE_URL: 'https://cloudflare.invalid/client/v4' });
    expect(row('token')).toMatch(/^PROBLEM token Could not connect to Cloudflare \(cloudflare\.invalid: dns, E/);
  });

  test('names a host that does not use TLS', async () => {
    const { code, row } = await checkSandbox({
      PAGERDUTY_BASE_URL: sandbox.pagerduty.baseUrl.replace('http:', 'https:'),
    });
    expect(row('key')).toMatch(/\(127\.0\.0\.1:\d+: tls, ERR_SSL_/);
    expect(code).toBe(1);
  });

  test('counts the API keys and notes one with a grant for an unknown account', async () => {
    const file = join(folder, 'callers.json');
    const entry = { sha256: '0'.repeat(64), scopes: ['INCIDENTS_READ'] };
    const entries = [
      { ...entry, name: 'ops', accounts: ['main', 'mian'] },
      { ...entry, name: 'web' },
    ];
    writeFileSync(file, JSON.stringify(entries));
    const { code, stdout } = await checkSandbox({ API_KEYS_FILE: file });
    expect(stdout).toMatch(/ OK +API keys +2 in the list\.\n/);
    expect(stdout).toMatch(/ NOTE +API keys +ops lists 1 account that is not configured\.\n/);
    expect(code).toBe(0);
  });

  test('reports API keys whose e-mail PagerDuty does not know', async () => {
    const entry = { sha256: '0'.repeat(64), scopes: ['INCIDENTS_WRITE'] };
    const entries = [
      { ...entry, name: 'known', email: 'Tomasz.Wilk@example.com' },
      { ...entry, name: 'unknown', email: 'nobody@example.com' },
      { ...entry, name: 'reader', email: 'reader@example.com', scopes: ['INCIDENTS_READ'] },
      { ...entry, name: 'elsewhere', email: 'elsewhere@example.com', accounts: ['other'] },
    ];
    const file = join(folder, 'writers.json');
    writeFileSync(file, JSON.stringify(entries));
    const { code, row } = await checkSandbox({ API_KEYS_FILE: file });
    expect(row('callers')).toMatch(/^PROBLEM callers No PagerDuty user has the e-mail of these API keys: unknown\. /);
    expect(code).toBe(1);
    const own = await checkSandbox({ API_KEYS_FILE: file }, personal);
    expect([own.code, own.row('callers')]).toEqual([0, '']);
  });
});

const settings = (port: number) => ({
  JWT_ISSUER: 'https://login.example.com/',
  JWT_AUDIENCE: 'pagergraph',
  JWT_JWKS_URL: `http://127.0.0.1:${port}/keys`,
});

/** The line about an issuer with this response. */
async function checkWithResponse(status: number, body: string): Promise<CommandResult> {
  const issuer = createServer((_request, response) => response.writeHead(status).end(body));
  await once(issuer.listen(0, '127.0.0.1'), 'listening');
  try {
    return await checkSandbox(settings((issuer.address() as AddressInfo).port));
  } finally {
    issuer.close();
  }
}

describe('--check-config of access tokens', () => {
  test('counts the issuer’s keys', async () => {
    const { code, row } = await checkWithResponse(200, '{"keys":[{"kty":"EC"},{"kty":"RSA"}]}');
    expect(row('access tokens')).toMatch(/^OK access tokens The issuer publishes 2 keys\. /);
    expect(code).toBe(0);
  });

  test.each([
    ['publishes none', 200, '{"keys":[]}', 'The issuer publishes no keys.'],
    ['fails', 503, 'No.', 'The issuer’s keys cannot be read (127.0.0.1:'],
    ['sends no key set', 200, '<html>', 'The issuer’s keys cannot be read (127.0.0.1:'],
  ])('reports an issuer that %s', async (_name, status, body, sentence) => {
    const { code, row } = await checkWithResponse(status, body);
    expect(row('access tokens')).toContain(`PROBLEM access tokens ${sentence}`);
    expect(code).toBe(1);
  });

  test('reports an unreachable issuer with the cause', async () => {
    const { code, row } = await checkSandbox(settings(UNUSED_PORT));
    expect(row('access tokens')).toContain(`(127.0.0.1:${UNUSED_PORT}: refused, ECONNREFUSED)`);
    expect(code).toBe(1);
  });
});

describe('the command line', () => {
  test.each(['--help', '-h'])('%s lists the options and where the settings are described', async (option) => {
    const { code, stdout, stderr } = await runCheckConfig([option], { PORT: 'sesame' });
    expect(stdout).toMatch(/^Usage: pagergraph [\s\S]*--check-config[\s\S]*docs\/configuration\.md/);
    expect([code, stderr]).toEqual([0, '']);
  });

  test.each([[['--check-confg']], [['--check-config', 'now']], [['__proto__']]])(
    '%j is refused by name',
    async (args) => {
      const { code, stdout, stderr } = await runCheckConfig(args, { PORT: '0' });
      expect(stderr).toBe(`Unknown option "${args.at(-1)}". Run "pagergraph --help" for the list of options.\n`);
      expect([code, stdout]).toEqual([1, '']);
    },
  );
});
