// Manages the webhook subscription that delivers to this gateway, with the gateway's own settings.
import { parseArgs } from 'node:util';
import { toWebhookUrl, WEBHOOK_PATH } from '../dist/config/webhook-url.js';
import { readConfig } from '../dist/config/read-config.js';
import { Fault } from '../dist/faults/fault.js';
import { deriveCursorKey } from '../dist/graph/core/pagination/cursor-key.js';
import { createClients, createPools } from '../dist/upstream/create-clients.js';
import { COMMANDS } from './webhook/commands.mjs';
import { CommandError } from './webhook/command-error.mjs';

const USAGE = [
  'npm run webhook -- create|list|enable|rotate|ping|delete --url https://gateway.example.com [--account main]',
  '  --url      address at which PagerDuty reaches the gateway',
  '  --account  key of the PagerDuty account; the default account otherwise',
  '  --id       the subscription, where several have the same address',
  '  --yes      confirms a deletion',
].join('\n');

const OPTIONS = {
  url: { type: 'string' },
  account: { type: 'string' },
  id: { type: 'string' },
  yes: { type: 'boolean' },
};

function parseCommand() {
  try {
    const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
    const [name, ...others] = positionals;
    if (others.length > 0 || !Object.hasOwn(COMMANDS, name ?? '')) throw new CommandError('Name one command.');
    if (name !== 'list' && values.url === undefined) throw new CommandError(`${name} needs --url.`);
    return { ...values, run: COMMANDS[name] };
  } catch (error) {
    throw new CommandError(`${error.message}\n${USAGE}`);
  }
}

/** PagerDuty accepts any URL, so the script refuses what it could never deliver to. */
function toSubscriptionUrl(text, account) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw new CommandError('--url must be an http or https URL without a query, such as https://gateway.example.com.');
  const base = url.href.replace(/\/+$/, '');
  if (!url.pathname.includes(WEBHOOK_PATH)) return toWebhookUrl(base, account);
  if (base.endsWith(WEBHOOK_PATH + account)) return base;
  throw new CommandError(`--url is not the address of the account ${account}. Select its account with --account.`);
}

function selectAccount({ byKey, defaultKey }, account = defaultKey) {
  if (account === undefined)
    throw new CommandError('The settings have no PagerDuty account. Set PAGERDUTY_API_TOKEN or ACCOUNTS_FILE.');
  if (!Object.hasOwn(byKey, account))
    throw new CommandError(`--account must be one of the configured accounts: ${Object.keys(byKey).join(', ')}.`);
  return account;
}

async function runCommand() {
  const { run, url, account: givenAccount, ...options } = parseCommand();
  const config = readConfig(process.env);
  const account = selectAccount(config.pagerduty, givenAccount);
  const pools = createPools(config.proxy);
  try {
    const { client, webhookSecrets = [] } = createClients(config, pools.createDispatcher, deriveCursorKey).pagerduty
      .byKey[account];
    const target = url === undefined ? undefined : toSubscriptionUrl(url, account);
    await run({ ...options, client, account, givenUrl: url, url: target, hasSecrets: webhookSecrets.length > 0 });
  } finally {
    await pools.close();
  }
}

/** The gateway's sentence, then PagerDuty's own words. */
function explain(error) {
  if (error instanceof Fault) {
    const reasons = (error.upstream?.errors ?? []).map(({ message }) => `  PagerDuty: ${message}`);
    return [error.message, ...reasons].join('\n');
  }
  return error instanceof CommandError || error.name === 'ConfigError' ? error.message : error.stack;
}

try {
  await runCommand();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
