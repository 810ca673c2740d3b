import { type Command, readCommand, USAGE, UsageError } from './config/command-line.js';
import { ConfigError } from './config/config-error.js';
import type { Config } from './config/config.js';
import { portBlocked } from './shared/listen-error.js';
import { readConfig } from './config/read-config.js';
import { createGateway } from './gateway.js';
import { hasProblem } from './server/startup/finding.js';
import { reportTable } from './server/startup/report-table.js';

/** Whoever waits for an upstream is answered before; what has not ended by then is cut off, and the process says so. */
const LONGEST_STOP_MS = 9_500;

/** A Ctrl-C under npm comes twice at once: from the terminal and passed on by npm. */
const SAME_SIGNAL_MS = 200;

const UPSTREAMS = {
  live: 'live: what is triggered here pages people',
  sandbox: 'sandbox: invented accounts on this machine, nobody is paged',
};

interface Running {
  readonly url: string;
  /** Where the sandbox's halves listen, when they do. */
  readonly sandbox?: readonly string[];
  stop(): Promise<void>;
}

/** A configuration with its accounts, those of a sandbox started for it where it names none. */
interface Settled extends Pick<Running, 'sandbox' | 'stop'> {
  readonly config: Config;
}

async function settle(config: Config): Promise<Settled> {
  if (config.mode === 'live') return { config, stop: async () => {} };
  const { startSandbox } = await import('./sandbox/sandbox.js');
  const playing = await startSandbox();
  const { pagerduty, cloudflare } = playing;
  return {
    config: {
      ...config,
      pagerduty: { byKey: { main: pagerduty }, defaultKey: 'main' },
      cloudflare: { byKey: { main: cloudflare }, defaultKey: 'main' },
    },
    sandbox: [`PagerDuty   ${pagerduty.baseUrl}`, `Cloudflare  ${cloudflare.baseUrl}`],
    stop: () => playing.stop(),
  };
}

async function start({ config, sandbox, stop }: Settled): Promise<Running> {
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

/** Prints what is found; the log would stand between. */
async function check({ config, stop }: Settled): Promise<void> {
  const gateway = await createGateway({ config: { ...config, logLevel: 'silent' } });
  const reports = await gateway.checkConfig();
  await gateway.stop();
  await stop();
  console.log(`Checked: ${UPSTREAMS[config.mode]}\n\n${reportTable(reports)}`);
  if (hasProblem(reports)) process.exitCode = 1;
}

function banner(config: Config, { url, sandbox = [] }: Running): string {
  const asksPagerDuty = config.mode === 'sandbox' || config.pagerduty.defaultKey !== undefined;
  const query = asksPagerDuty
    ? '{ incidents(first: 3) { nodes { number title status } } }'
    : '{ pagerDutyDestinations { nodes { name } } }';
  const credentials = config.callers.anonymousScopes.length > 0 ? '' : `-H 'authorization: Bearer YOUR-KEY' `;
  return [
    `pagergraph is listening (${UPSTREAMS[config.mode]})`,
    `  GraphQL     ${url}/graphql`,
    `  Playground  ${config.playground ? `${url}/graphql in a browser` : 'off (PLAYGROUND=on)'}`,
    ...sandbox.map((half) => `  ${half}`),
    `  Try         curl -s ${url}/graphql ${credentials}-H 'content-type: application/json' -d '{"query":"${query}"}'`,
    '',
  ].join('\n');
}

function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof UsageError) return error.message;
  const blocked = portBlocked(error, 'PORT');
  if (blocked !== undefined) return blocked;
  return `pagergraph cannot start: ${error instanceof Error ? error.stack : String(error)}`;
}

/** The first signal stops cleanly, a second one at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  const onSignal = async () => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    setTimeout(() => {
      console.error('pagergraph had not stopped in time: what still ran was cut off.');
      process.exit(1);
    }, LONGEST_STOP_MS).unref();
    await stop();
    process.exit(0);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

async function serve(config: Config): Promise<void> {
  const running = await start(await settle(config));
  stopOnSignal(() => running.stop());
  console.log(banner(config, running));
}

async function run(command: Command): Promise<void> {
  if (command === 'help') return console.log(USAGE);
  const config = readConfig(process.env);
  return command === 'serve' ? serve(config) : check(await settle(config));
}

try {
  await run(readCommand(process.argv.slice(2)));
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
