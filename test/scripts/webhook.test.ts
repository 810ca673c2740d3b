import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestSandbox, textField, toList, type Json, type TestSandbox } from '../sandbox/harness.js';
import { startReceiver, type WebhookReceiver } from '../sandbox/webhook-receiver.js';

/** The script that `npm run webhook` runs after the build. */
const SCRIPT = fileURLToPath(new URL('../../scripts/webhook.mjs', import.meta.url));

let played: TestSandbox;
let receiver: WebhookReceiver;
beforeAll(async () => {
  [played, receiver] = await Promise.all([startTestSandbox(), startReceiver()]);
});
afterEach(() => {
  played.sandbox.control.pagerduty.reset();
});
afterAll(async () => {
  await Promise.all([played.sandbox.stop(), receiver.stop()]);
});

interface Printed {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as an operator of the sandbox's account. */
async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Printed> {
  const { baseUrl, apiToken } = played.sandbox.pagerduty;
  const settings = { PAGERDUTY_BASE_URL: baseUrl, PAGERDUTY_API_TOKEN: apiToken, ANONYMOUS_SCOPES: 'INCIDENTS_READ' };
  const child = spawn(process.execPath, [SCRIPT, ...args], { env: { ...settings, ...env } });
  const [[code], stdout, stderr] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  expect(stdout + stderr).not.toContain(apiToken);
  return { code, stdout, stderr };
}

const origin = () => new URL(receiver.url).origin;
const onGateway = (command: string, ...more: string[]) => run([command, '--url', origin(), ...more]);

async function subscriptions(): Promise<readonly Json[]> {
  const { json } = await played.pagerduty('/webhook_subscriptions');
  return toList(json['webhook_subscriptions']);
}

function printedSettings({ stdout }: Printed): { secrets: string; id: string } {
  const [, secrets = ''] = /^ {2}WEBHOOK_SECRETS=(\S.*)$/m.exec(stdout) ?? [];
  const [, id = ''] = /^ {2}WEBHOOK_SUBSCRIPTION_ID=(\w+)$/m.exec(stdout) ?? [];
  return { secrets, id };
}

describe('`npm run webhook -- create`', () => {
  test('makes a paused subscription and prints its secret once, with the settings and the next command', async () => {
    const printed = await onGateway('create');
    const { secrets, id } = printedSettings(printed);
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    expect([secrets.length, printed.stdout.split(secrets).length - 1]).toEqual([64, 1]);
    expect(printed.stdout).toContain(`npm run webhook -- enable --url ${origin()} --account main`);
    const url = `${origin()}/webhooks/pagerduty/main`;
    expect(await subscriptions()).toMatchObject([
      { id, active: false, filter: { type: 'account_reference' }, delivery_method: { url, secret: null } },
    ]);
  });

  test('refuses a second subscription for the same address, however it is spelt', async () => {
    await onGateway('create');
    const { code, stderr } = await run(['create', '--url', `${origin()}/webhooks/pagerduty/main`]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('PagerDuty already has a subscription for this address'),
    ]);
    expect(await subscriptions()).toHaveLength(1);
  });

  test('finds its subscription behind a hundred others', async () => {
    await onGateway('create');
    const [own] = await subscriptions();
    for (let count = 0; count < 101; count += 1) {
      const filter = { type: 'service_reference', id: `PSVC0${String(1 + Math.floor(count / 10)).padStart(2, '0')}` };
      const body = { ...own, filter, delivery_method: { type: 'http_delivery_method', url: 'http://127.0.0.1:9/' } };
      await played.pagerduty('/webhook_subscriptions', { body: { webhook_subscription: body } });
    }
    expect(await onGateway('create')).toMatchObject({ code: 1, stderr: expect.stringContaining('already has') });
  });

  test('states PagerDuty’s own words when it refuses', async () => {
    const { code, stderr } = await run(['create', '--url', 'https://gateway.example.com']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/PagerDuty: .*The sandbox calls loopback only/)]);
  });

  test('deletes a subscription that it cannot pause, because nobody has its secret yet', async () => {
    played.sandbox.control.pagerduty.addFault({ kind: 'echoed-credential', method: 'PUT' });
    const { code, stdout, stderr } = await onGateway('create');
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining('could not be paused, so it was deleted')]);
    expect(await subscriptions()).toEqual([]);
  });

  test('keeps the current secret where there is one', async () => {
    const printed = await run(['create', '--url', origin()], { WEBHOOK_SECRETS: 'the-secret-of-today' });
    expect(printedSettings(printed).secrets).toMatch(/^<the current value>,\S{64}$/);
    expect(printed.stdout).not.toContain('the-secret-of-today');
  });
});

describe('`npm run webhook -- enable` and `ping`', () => {
  test('activate the subscription and let PagerDuty send a test event', async () => {
    await onGateway('create');
    expect(await onGateway('enable')).toMatchObject({ code: 0, stdout: expect.stringContaining('is active') });
    expect(await subscriptions()).toMatchObject([{ active: true }]);
    expect(await onGateway('ping')).toMatchObject({ code: 0 });
    await receiver.waitFor(1);
    expect(receiver.types()).toEqual(['pagey.ping']);
  });
});

describe('`npm run webhook -- rotate`', () => {
  test('makes a new subscription, then activates it and deletes the old one', async () => {
    await onGateway('create');
    await onGateway('enable');
    const [old] = await subscriptions();
    const first = await onGateway('rotate');
    const { secrets, id } = printedSettings(first);
    expect([first.code, secrets]).toEqual([0, expect.stringMatching(/^<the current value>,\S{64}$/)]);
    expect(await subscriptions()).toMatchObject([
      { id: old?.['id'], active: true },
      { id, active: false },
    ]);

    expect(await onGateway('rotate')).toMatchObject({ code: 1, stderr: expect.stringContaining('repeat with --yes') });
    expect(await subscriptions()).toHaveLength(2);

    expect(await onGateway('rotate', '--yes')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Step 2 of 2'),
    });
    expect(await subscriptions()).toMatchObject([{ id, active: true }]);
  });

  test('changes nothing if there is more than one to replace, whatever --id selects', async () => {
    for (const command of ['create', 'enable', 'rotate']) await onGateway(command);
    const [old] = await subscriptions();
    await played.pagerduty('/webhook_subscriptions', { body: { webhook_subscription: old } });
    const before = await subscriptions();
    for (const one of before)
      expect(await onGateway('rotate', '--yes', '--id', textField(one, 'id') ?? '')).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('needs one active subscription and at most one paused'),
      });
    expect(await subscriptions()).toEqual(before);
  });

  test('needs a subscription', async () => {
    expect(await onGateway('rotate')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no active subscription'),
    });
  });
});

describe('`npm run webhook -- delete`', () => {
  test('deletes with --yes only', async () => {
    await onGateway('create');
    expect(await onGateway('delete')).toMatchObject({ code: 1, stderr: expect.stringContaining('repeat with --yes') });
    expect(await subscriptions()).toHaveLength(1);
    expect(await onGateway('delete', '--yes')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Deleted PWHK/),
    });
    expect(await subscriptions()).toEqual([]);
  });
});

describe('`npm run webhook -- list`', () => {
  test('lists state and address, without a password in it', async () => {
    expect(await run(['list'])).toMatchObject({ code: 0, stdout: 'PagerDuty has no webhook subscription.\n' });
    await run(['create', '--url', origin().replace('//', '//user:sesame@')]);
    const { stdout } = await run(['list']);
    expect(stdout).toMatch(
      /^PWHK\w+ {2}paused {2}http:\/\/…@127\.0\.0\.1:\d+\/webhooks\/pagerduty\/main {2}pagergraph\n$/,
    );
  });
});

describe('`npm run webhook`', () => {
  test.each([
    ['no command', []],
    ['an unknown command', ['remove', '--url', 'https://gateway.example.com']],
    ['a property of every object', ['toString', '--url', 'https://gateway.example.com']],
    ['two commands', ['list', 'ping']],
    ['no address', ['create']],
    ['an unknown option', ['list', '--force']],
  ])('prints the usage for %s', async (_what, args) => {
    const { code, stderr } = await run(args);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('npm run webhook -- create|list|enable|rotate|ping|delete'),
    ]);
  });

  test.each([
    ['an address that is not one', ['ping', '--url', 'gateway.example.com'], {}, '--url must be an http or https URL'],
    ['an address with a query', ['ping', '--url', 'https://gateway.example.com?a=1'], {}, '--url must be'],
    [
      'the address of another account',
      ['ping', '--url', 'https://gateway.example.com/webhooks/pagerduty/eu'],
      {},
      '--url is not the address of the account main.',
    ],
    ['an unknown account', ['list', '--account', 'eu'], {}, '--account must be one of the configured accounts: main.'],
    [
      'no account',
      ['list'],
      { PAGERDUTY_API_TOKEN: '', UPSTREAMS: 'sandbox' },
      'The settings have no PagerDuty account.',
    ],
    ['a wrong key', ['list'], { PAGERDUTY_API_TOKEN: 'wrong' }, 'PagerDuty rejected the gateway’s credentials'],
    [
      'a missing subscription',
      ['ping', '--url', 'https://gateway.example.com'],
      {},
      'PagerDuty has no subscription for',
    ],
    ['wrong settings', ['list'], { PORT: 'sesame' }, 'PORT must be'],
  ])('explains %s', async (_what, args, env, message) => {
    expect(await run(args, env)).toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
  });
});
