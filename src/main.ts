import { ConfigError } from './config/config-error.js';
import type { Config } from './config/config.js';
import { portBlocked } from './config/port-blocked.js';
import { readConfig } from './config/read-config.js';
import { createGateway } from './gateway.js';

/** Whoever waits for an upstream is answered before; what has not ended by then is cut off, and the process says so. */
const LONGEST_STOP_MS = 9_500;

/** A Ctrl-C under npm comes twice at once: from the terminal and passed on by npm. */
const SAME_SIGNAL_MS = 200;

interface Running {
  readonly url: string;
  /** Where the sandbox's halves listen, when they do. */
  readonly sandbox?: readonly string[];
  stop(): Promise<void>;
}

async function start(config: Config): Promise<Running> {
  if (config.mode === 'live') return listen(config);
  const { startSandbox } = await import('./sandbox/sandbox.js');
  const sandbox = await startSandbox();
  const { pagerduty, cloudflare } = sandbox;
  const gateway = await listen({
    ...config,
    pagerduty: { byKey: { main: pagerduty }, defaultKey: 'main' },
    cloudflare: { byKey: { main: cloudflare }, defaultKey: 'main' },
  });
  return {
    url: gateway.url,
    sandbox: [`PagerDuty   ${pagerduty.baseUrl}`, `Cloudflare  ${cloudflare.baseUrl}`],
    async stop() {
      await gateway.stop();
      await sandbox.stop();
    },
  };
}

async function listen(config: Config): Promise<Running> {
  const gateway = await createGateway({ config });
  const { url } = await gateway.start();
  void gateway.probeKeys();
  return { url, stop: () => gateway.stop() };
}

function banner(config: Config, { url, sandbox = [] }: Running): string {
  const upstreams = {
    live: 'live: what is triggered here pages people',
    sandbox: 'sandbox: invented accounts on this machine, nobody is paged',
  };
  const asksPagerDuty = config.mode === 'sandbox' || config.pagerduty.defaultKey !== undefined;
  const query = asksPagerDuty
    ? '{ incidents(first: 3) { nodes { number title status } } }'
    : '{ pagerDutyDestinations { nodes { name } } }';
  const credentials = config.callers.anonymousScopes.length > 0 ? '' : `-H 'authorization: Bearer YOUR-KEY' `;
  return [
    `pagergraph is listening (${upstreams[config.mode]})`,
    `  GraphQL     ${url}/graphql`,
    `  Playground  ${config.playground ? `${url}/graphql in a browser` : 'off (PLAYGROUND=on)'}`,
    ...sandbox.map((half) => `  ${half}`),
    `  Try         curl -s ${url}/graphql ${credentials}-H 'content-type: application/json' -d '{"query":"${query}"}'`,
    '',
  ].join('\n');
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
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

try {
  const config = readConfig(process.env);
  const running = await start(config);
  stopOnSignal(() => running.stop());
  console.log(banner(config, running));
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
