import type { FastifyInstance } from 'fastify';
import type { CloudflareAccountConfig, PagerDutyKeyAccount } from '../config/config.js';
import type { Clock } from './clock.js';
import { scheduleWithTimers, type Schedule } from './schedule.js';
import { type CloudflareSimulator } from './cloudflare/cloudflare-simulator.js';
import { CONSENT_PATH } from './cloudflare/consent/consent-routes.js';
import { type PagerDutySimulator } from './pagerduty/pagerduty-simulator.js';
import type { WebhookTarget } from './pagerduty/webhooks/subscribe-to-all.js';
import type { SimulatedOAuthClient } from './pagerduty/oauth/app-tokens.js';
import { TOKEN_PATH } from './pagerduty/routes/oauth.js';
import { ACTOR_EMAIL, ACTOR_ID } from './pagerduty/seed/users-and-teams.js';
import { createCloudflareSimulator } from './cloudflare/create-cloudflare-simulator.js';
import { createPagerDutySimulator } from './pagerduty/create-pagerduty-simulator.js';

export interface SandboxOptions {
  /** 0 selects any free port. */
  readonly pagerdutyPort?: number;
  readonly cloudflarePort?: number;
  readonly now?: Clock;
  /** Timers of webhooks. A test that passes `now` passes this too if it waits for retries or timeouts. */
  readonly schedule?: Schedule;
  /** Seed of the random generator; it changes incidents and ids of the seeded company. */
  readonly seed?: number;
  /** PagerDuty calls per minute and Cloudflare calls per five minutes; the defaults are those of the real APIs. */
  readonly limits?: { readonly pagerduty?: number; readonly cloudflare?: number };
  /** Type of the PagerDuty key: account key (writes then need `From`) or key of the user named by `from`. */
  readonly keyType?: 'account' | 'user';
  /** PagerDuty incidents at the start, the fourteen open ones included. */
  readonly incidents?: number;
  /** Age of the oldest incident in months of 30 days. */
  readonly historyMonths?: number;
  /** Whether a few things happen each minute while a client polls the log entries; false by default. */
  readonly activity?: boolean;
  /** Additional Cloudflare destinations, and as many policies, each of which delivers to all of them. */
  readonly extraDestinations?: number;
}

/** Connection settings of the simulated account. API, Events API and token endpoint share one origin. */
interface SimulatedPagerDutyAccount extends PagerDutyKeyAccount {
  readonly from: string;
  /** Credentials for app tokens, an alternative to the key. */
  readonly oauth: SimulatedOAuthClient & { readonly tokenUrl: string };
}

/** Both simulators on loopback, with the settings a gateway needs to reach them. */
export interface Sandbox {
  readonly pagerduty: SimulatedPagerDutyAccount;
  readonly cloudflare: CloudflareAccountConfig & { readonly consentUrl: string };
  /** The same functions as the `/_sandbox/` routes, without HTTP. */
  readonly control: {
    readonly pagerduty: PagerDutySimulator['control'];
    readonly cloudflare: CloudflareSimulator['control'];
  };
  /** Deliveries of webhooks that go wrong, as by `/_sandbox/webhook-faults`. */
  readonly webhookFaults: PagerDutySimulator['webhooks']['faults'];
  /**
   * Sends the webhooks of all events to an address on loopback from now on. A reset does not end it.
   *
   * @returns the id of the subscription
   */
  subscribe(target: WebhookTarget): string;
  /** Stops both simulators at once and closes open connections. */
  stop(): Promise<void>;
  /** After this, connections to PagerDuty are refused. */
  stopPagerDuty(): Promise<void>;
  stopCloudflare(): Promise<void>;
}

const LOOPBACK_HOST = '127.0.0.1';
const PAGERDUTY_KEY = 'sandbox-pagerduty-key';
const OAUTH_CLIENT: SimulatedOAuthClient = { clientId: 'sandbox-client-id', clientSecret: 'sandbox-client-secret' };
const CLOUDFLARE_TOKEN = 'sandbox-cloudflare-token';
const CLOUDFLARE_ACCOUNT_ID = '5a4db0c5'.repeat(4);

/** Starts both simulators. Sandboxes share no state; the same `now` and `seed` give the same data. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { pagerdutyPort = 0, cloudflarePort = 0 } = options;
  const { pagerduty, cloudflare } = createSimulators(options);
  const stop = async () => {
    await Promise.all([pagerduty.app.close(), cloudflare.app.close()]);
  };
  try {
    const pagerdutyUrl = await listen(pagerduty.app, pagerdutyPort);
    const cloudflareUrl = await listen(cloudflare.app, cloudflarePort);
    return {
      pagerduty: toPagerDutyAccount(pagerduty, pagerdutyUrl),
      cloudflare: {
        baseUrl: `${cloudflareUrl}/client/v4`,
        accountId: CLOUDFLARE_ACCOUNT_ID,
        apiToken: CLOUDFLARE_TOKEN,
        consentUrl: `${cloudflareUrl}${CONSENT_PATH}?token={token}`,
      },
      control: { pagerduty: pagerduty.control, cloudflare: cloudflare.control },
      webhookFaults: pagerduty.webhooks.faults,
      subscribe: (target) => pagerduty.webhooks.subscribe(target),
      stop,
      stopPagerDuty: () => pagerduty.app.close(),
      stopCloudflare: () => cloudflare.app.close(),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function createSimulators(options: SandboxOptions) {
  const { now = () => new Date(), schedule = scheduleWithTimers, seed = 1, limits = {} } = options;
  const { keyType = 'account', incidents = 60, historyMonths = 8, extraDestinations = 0 } = options;
  const { activity = false } = options;
  const pagerduty = createPagerDutySimulator({
    now,
    schedule,
    seed,
    apiToken: PAGERDUTY_KEY,
    keyOwnerId: keyType === 'user' ? ACTOR_ID : undefined,
    oauthClient: OAUTH_CLIENT,
    callsPerMinute: limits.pagerduty ?? 960,
    history: { incidents, months: historyMonths },
    hasActivity: activity,
  });
  const cloudflare = createCloudflareSimulator({
    now,
    seed,
    accountId: CLOUDFLARE_ACCOUNT_ID,
    apiToken: CLOUDFLARE_TOKEN,
    callsPerFiveMinutes: limits.cloudflare ?? 1200,
    extraDestinations,
    serviceNames: () => [...pagerduty.state.services.values()].map((service) => service.name),
  });
  return { pagerduty, cloudflare };
}

function toPagerDutyAccount(simulator: PagerDutySimulator, url: string): SimulatedPagerDutyAccount {
  return {
    baseUrl: url,
    region: 'CUSTOM',
    apiToken: PAGERDUTY_KEY,
    from: ACTOR_EMAIL,
    eventsUrl: url,
    routingKeys: toRoutingKeys(simulator),
    oauth: { ...OAUTH_CLIENT, tokenUrl: `${url}${TOKEN_PATH}` },
  };
}

function toRoutingKeys({ state }: PagerDutySimulator): Readonly<Record<string, string>> {
  return Object.fromEntries([...state.integrations.values()].map(({ label, routingKey }) => [label, routingKey]));
}

async function listen(app: FastifyInstance, port: number): Promise<string> {
  return app.listen({ host: LOOPBACK_HOST, port });
}
