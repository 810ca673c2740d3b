import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Command, parseCommand, USAGE, UsageError } from './config/command-line.js';
import { ConfigError } from './config/config-error.js';
import type { Config, PagerDutyAccountConfig } from './config/config.js';
import { toWebhookUrl } from './config/webhook-url.js';
import { explainListenError } from './shared/listen-error.js';
import { isLoopback } from './shared/loopback.js';
import type { Sandbox } from './sandbox/sandbox.js';
import { readConfig } from './config/read-config.js';
import { createGateway } from './gateway.js';
import { checkOutboxFile } from './server/startup/check-outbox-file.js';
import { hasProblem } from './server/startup/finding.js';
import { formatReportTable } from './server/startup/report-table.js';

/** Longer than the gateway's own drain timeout. The process exits with an error so long after the announced delay. */
const SHUTDOWN_TIMEOUT_MS = 9_500;

/** Under npm, Ctrl-C sends two signals at once: one from the terminal and one from npm. */
const SIGNAL_DEBOUNCE_MS = 200;

const MODE_DESCRIPTIONS = {
  live: 'live: triggered incidents page people',
  sandbox: 'sandbox: simulated accounts on this machine, nobody is paged',
};

interface RunningGateway {
  readonly url: string;
  /** Addresses of the sandbox's simulators, in sandbox mode. */
  readonly sandbox?: readonly string[];
  stop(): Promise<void>;
}

/** A configuration with its accounts: in sandbox mode, those of a started sandbox. */
interface PreparedConfig extends Pick<RunningGateway, 'sandbox' | 'stop'> {
  readonly config: Config;
}

async function withSandboxAccounts(config: Config): Promise<PreparedConfig> {
  if (config.mode === 'live') return { config, stop: async () => {} };
  const { startSandbox } = await import('./sandbox/sandbox.js');
  const simulators = await startSandbox({ activity: config.sandboxActivity });
  const { pagerduty, cloudflare } = simulators;
  return {
    config: {
      ...config,
      pagerduty: { byKey: { main: { ...pagerduty, ...subscribeGateway(simulators, config) } }, defaultKey: 'main' },
      cloudflare: { byKey: { main: cloudflare }, defaultKey: 'main' },
    },
    sandbox: [`PagerDuty   ${pagerduty.baseUrl}`, `Cloudflare  ${cloudflare.baseUrl}`],
    stop: () => simulators.stop(),
  };
}

/** Webhooks need a gateway that the sandbox reaches on loopback, at a port that is known before its start. */
function subscribeGateway(
  sandbox: Sandbox,
  { host, port }: Config,
): Pick<PagerDutyAccountConfig, 'webhookSecrets' | 'webhookSubscriptionId'> {
  const loopbackHost = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  if (port === 0 || !isLoopback(loopbackHost)) return {};
  const secret = randomBytes(48).toString('base64');
  const origin = `http://${loopbackHost.includes(':') ? `[${loopbackHost}]` : loopbackHost}:${port}`;
  const webhookSubscriptionId = sandbox.subscribe({ url: toWebhookUrl(origin, 'main'), secret });
  return { webhookSecrets: [secret], webhookSubscriptionId };
}

async function startGateway({ config, sandbox, stop }: PreparedConfig): Promise<RunningGateway> {
  const gateway = await createGateway({ config });
  const { url } = await gateway.start();
  void gateway.checkConfig();
  return {
    url,
    ...(sandbox && { sandbox }),
    async stop() {
      await gateway.stop();
      await stop();
    },
  };
}

/** Runs `--check-config`. Turns the log off, because it would be mixed with the report. */
async function checkAndPrint({ config, stop }: PreparedConfig): Promise<void> {
  // Reported instead of refused, so that the other rows are printed too.
  const redis = config.redis && { ...config.redis, isRequired: false };
  // Is checked without being opened, because a running gateway may use the file.
  const outbox = { ttlSeconds: config.outbox.ttlSeconds };
  const gateway = await createGateway({ config: { ...config, ...(redis && { redis }), outbox, logLevel: 'silent' } });
  const findings = await checkOutboxFile(config.outbox.file);
  const reports = [
    ...(findings.length > 0 ? [{ part: 'OUTBOX', findings } as const] : []),
    ...(await gateway.checkConfig()),
  ];
  await gateway.stop();
  await stop();
  console.log(`Checked: ${MODE_DESCRIPTIONS[config.mode]}\n\n${formatReportTable(reports)}`);
  if (hasProblem(reports)) process.exitCode = 1;
}

function formatBanner(config: Config, { url, sandbox = [] }: RunningGateway): string {
  const usesPagerDuty = config.mode === 'sandbox' || config.pagerduty.defaultKey !== undefined;
  const query = usesPagerDuty
    ? '{ incidents(first: 3) { nodes { number title status } } }'
    : '{ pagerDutyDestinations { nodes { name } } }';
  const credentials = config.callerAuth.anonymousScopes.length > 0 ? '' : `-H 'authorization: Bearer YOUR-KEY' `;
  return [
    `pagergraph is listening (${MODE_DESCRIPTIONS[config.mode]})`,
    `  Board       ${config.board ? `${url}/board` : 'off (BOARD=on)'}`,
    `  GraphQL     ${url}/graphql`,
    `  Playground  ${config.playground ? `${url}/graphql in a browser` : 'off (PLAYGROUND=on)'}`,
    ...sandbox.map((line) => `  ${line}`),
    `  Try         curl -s ${url}/graphql ${credentials}-H 'content-type: application/json' -d '{"query":"${query}"}'`,
    '',
  ].join('\n');
}

function explainError(error: unknown): string {
  if (error instanceof ConfigError || error instanceof UsageError) return error.message;
  const listenError = explainListenError(error, 'PORT');
  if (listenError !== undefined) return listenError;
  return `pagergraph cannot start: ${error instanceof Error ? error.stack : String(error)}`;
}

/** The first signal stops the process gracefully, a second one immediately. */
function stopOnSignal(stop: () => Promise<void>, { shutdownDelaySeconds }: Config): void {
  let stoppingSince: number | undefined;
  const onSignal = async () => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > SIGNAL_DEBOUNCE_MS) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    setTimeout(
      () => {
        console.error('pagergraph did not stop in time: requests in flight were aborted.');
        process.exit(1);
      },
      SHUTDOWN_TIMEOUT_MS + shutdownDelaySeconds * 1000,
    ).unref();
    await stop();
    process.exit(0);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

async function serve(config: Config): Promise<void> {
  const running = await startGateway(await withSandboxAccounts(config));
  stopOnSignal(() => running.stop(), config);
  console.log(formatBanner(config, running));
}

/** The checkout and the package of the gateway have their package.json above the build. */
function readVersion(): string {
  const path = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

async function run(command: Command): Promise<void> {
  if (command === 'help') return console.log(USAGE);
  if (command === 'version') return console.log(readVersion());
  const config = readConfig(process.env);
  return command === 'serve' ? serve(config) : checkAndPrint(await withSandboxAccounts(config));
}

try {
  await run(parseCommand(process.argv.slice(2)));
} catch (error) {
  console.error(explainError(error));
  process.exit(1);
}
