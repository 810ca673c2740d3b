import type { FastifyInstance } from 'fastify';
import type { CloudflareAccountConfig, PagerDutyKeyAccount } from '../config/config.js';
import type { Clock } from './clock.js';
import { createCloudflareSimulator, type CloudflareSimulator } from './cloudflare/cloudflare-simulator.js';
import { CONSENT_PATH } from './cloudflare/consent/consent-routes.js';
import { createPagerDutySimulator, type PagerDutySimulator } from './pagerduty/pagerduty-simulator.js';
import type { SimulatedOAuthClient } from './pagerduty/oauth/app-tokens.js';
import { TOKEN_PATH } from './pagerduty/routes/oauth.js';
import { ACTOR_EMAIL, ACTOR_ID } from './pagerduty/seed/users-and-teams.js';

export interface SandboxOptions {
  /** 0 takes any free port. */
  readonly pagerdutyPort?: number;
  readonly cloudflarePort?: number;
  readonly now?: Clock;
  /** Other numbers give other incidents and ids of the same company. */
  readonly seed?: number;
  /** Calls in PagerDuty's minute and in Cloudflare's five; theirs by default. */
  readonly limits?: { readonly pagerduty?: number; readonly cloudflare?: number };
  /** Whose PagerDuty key it is: the account's (changes then need `From`) or that of the user `from` names. */
  readonly keyType?: 'account' | 'user';
  /** PagerDuty incidents at the start, the fourteen open ones included. */
  readonly incidents?: number;
  /** How far back they reach, in months of thirty days. */
  readonly historyMonths?: number;
  /** Cloudflare destinations, and as many policies that each deliver to all of these, beside the usual ones. */
  readonly extraDestinations?: number;
}

/** How to reach PagerDuty; what it keeps on other hosts is all of one here. The routing keys are made up at the start. */
interface SimulatedPagerDutyAccount extends PagerDutyKeyAccount {
  readonly from: string;
  /** For app tokens instead of the key. */
  readonly oauth: SimulatedOAuthClient & { readonly tokenUrl: string };
}

/** Both upstreams on loopback, with the accounts a gateway needs to reach them. */
export interface Sandbox {
  readonly pagerduty: SimulatedPagerDutyAccount;
  readonly cloudflare: CloudflareAccountConfig & { readonly consentUrl: string };
  /** What the `/_sandbox/` routes do, without HTTP. */
  readonly control: {
    readonly pagerduty: PagerDutySimulator['control'];
    readonly cloudflare: CloudflareSimulator['control'];
  };
  /** Ends both at once, hanging calls included. */
  stop(): Promise<void>;
  /** From here on connections to it are refused. */
  stopPagerDuty(): Promise<void>;
  stopCloudflare(): Promise<void>;
}

const LOOPBACK_HOST = '127.0.0.1';
const PAGERDUTY_KEY = 'sandbox-pagerduty-key';
const OAUTH_CLIENT: SimulatedOAuthClient = { clientId: 'sandbox-client-id', clientSecret: 'sandbox-client-secret' };
const CLOUDFLARE_TOKEN = 'sandbox-cloudflare-token';
const CLOUDFLARE_ACCOUNT_ID = '5a4db0c5'.repeat(4);

/** Starts both halves. Sandboxes share nothing; the same `now` and `seed` give the same data. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { pagerdutyPort = 0, cloudflarePort = 0, now = () => new Date(), seed = 1, limits = {} } = options;
  const { keyType = 'account', incidents = 60, historyMonths = 8, extraDestinations = 0 } = options;
  const pagerduty = createPagerDutySimulator({
    now,
    seed,
    apiToken: PAGERDUTY_KEY,
    keyOwnerId: keyType === 'user' ? ACTOR_ID : undefined,
    oauthClient: OAUTH_CLIENT,
    callsPerMinute: limits.pagerduty ?? 960,
    history: { incidents, months: historyMonths },
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
  const stop = async () => {
    await Promise.all([pagerduty.app.close(), cloudflare.app.close()]);
  };
  try {
    const pagerdutyUrl = await listen(pagerduty.app, pagerdutyPort);
    const cloudflareUrl = await listen(cloudflare.app, cloudflarePort);
    return {
      pagerduty: {
        baseUrl: pagerdutyUrl,
        region: 'CUSTOM',
        apiToken: PAGERDUTY_KEY,
        from: ACTOR_EMAIL,
        eventsUrl: pagerdutyUrl,
        routingKeys: toRoutingKeys(pagerduty),
        oauth: { ...OAUTH_CLIENT, tokenUrl: `${pagerdutyUrl}${TOKEN_PATH}` },
      },
      cloudflare: {
        baseUrl: `${cloudflareUrl}/client/v4`,
        accountId: CLOUDFLARE_ACCOUNT_ID,
        apiToken: CLOUDFLARE_TOKEN,
        consentUrl: `${cloudflareUrl}${CONSENT_PATH}?token={token}`,
      },
      control: { pagerduty: pagerduty.control, cloudflare: cloudflare.control },
      stop,
      stopPagerDuty: () => pagerduty.app.close(),
      stopCloudflare: () => cloudflare.app.close(),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function toRoutingKeys({ state }: PagerDutySimulator): Readonly<Record<string, string>> {
  return Object.fromEntries([...state.integrations.values()].map(({ label, routingKey }) => [label, routingKey]));
}

async function listen(app: FastifyInstance, port: number): Promise<string> {
  return app.listen({ host: LOOPBACK_HOST, port });
}
