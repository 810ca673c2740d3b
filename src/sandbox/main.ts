import { explainListenError } from '../shared/listen-error.js';
import { SCOPES } from '../config/scopes.js';
import { startSandbox, type Sandbox } from './sandbox.js';

function readPort(name: string, defaultPort: number): number {
  const port = Number(process.env[name] ?? defaultPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`${name} must be a port number from 0 to 65535.`);
  return port;
}

function readActivity(): boolean {
  const word = process.env['SANDBOX_ACTIVITY'] ?? 'off';
  if (word !== 'on' && word !== 'off') throw new Error('SANDBOX_ACTIVITY must be on or off.');
  return word === 'on';
}

/** Formats the gateway settings as lines that can be pasted before its start command. */
function formatConnectionSettings({ pagerduty, cloudflare }: Sandbox): string {
  return [
    'The sandbox is running. Press Ctrl-C to stop it.',
    `  PagerDuty   ${pagerduty.baseUrl}`,
    `  Cloudflare  ${cloudflare.baseUrl}`,
    '',
    `PAGERDUTY_BASE_URL=${pagerduty.baseUrl}`,
    `PAGERDUTY_API_TOKEN=${pagerduty.apiToken}`,
    `PAGERDUTY_FROM=${pagerduty.from}`,
    `PAGERDUTY_EVENTS_URL=${pagerduty.eventsUrl}`,
    `PAGERDUTY_ROUTING_KEYS='${JSON.stringify(pagerduty.routingKeys)}'`,
    `CLOUDFLARE_BASE_URL=${cloudflare.baseUrl}`,
    `CLOUDFLARE_ACCOUNT_ID=${cloudflare.accountId}`,
    `CLOUDFLARE_API_TOKEN=${cloudflare.apiToken}`,
    `CLOUDFLARE_PAGERDUTY_CONSENT_URL=${cloudflare.consentUrl}`,
    '# Omit this with API keys or access tokens: it gives access to everybody who can connect to the gateway.',
    `ANONYMOUS_SCOPES=${SCOPES.join(',')}`,
    '',
  ].join('\n');
}

try {
  const ports = {
    SANDBOX_PAGERDUTY_PORT: readPort('SANDBOX_PAGERDUTY_PORT', 4010),
    SANDBOX_CLOUDFLARE_PORT: readPort('SANDBOX_CLOUDFLARE_PORT', 4020),
  };
  const sandbox = await startSandbox({
    pagerdutyPort: ports.SANDBOX_PAGERDUTY_PORT,
    cloudflarePort: ports.SANDBOX_CLOUDFLARE_PORT,
    activity: readActivity(),
  }).catch((error: unknown) => {
    const port: unknown = Object(error).port;
    const setting = Object.entries(ports).find(([, number]) => number === port)?.[0];
    const reason = setting && explainListenError(error, setting);
    throw reason ? new Error(reason) : error;
  });
  // Closing twice is harmless: under npm, Ctrl-C sends the signal twice.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void sandbox.stop());
  console.log(formatConnectionSettings(sandbox));
} catch (error) {
  console.error(`The sandbox cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
