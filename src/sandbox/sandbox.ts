import type { FastifyInstance } from 'fastify';
import type { CloudflareAccountConfig, PagerDutyAccountConfig } from '../config/config.js';
import type { Clock } from './clock.js';
import { createCloudflare, type CloudflareHalf } from './cloudflare/server.js';
import { CONSENT_PATH } from './cloudflare/consent-routes.js';
import { createPagerDuty, type PagerDutyHalf } from './pagerduty/server.js';
import { ACTOR_EMAIL } from './pagerduty/seed/people.js';

export interface SandboxOptions {
  /** 0 takes any free port. */
  readonly pagerdutyPort?: number;
  readonly cloudflarePort?: number;
  readonly now?: Clock;
  /** Other numbers give other incidents and ids of the same company. */
  readonly seed?: number;
  /** Calls in PagerDuty's minute and in Cloudflare's five; theirs by default. */
  readonly limits?: { readonly pagerduty?: number; readonly cloudflare?: number };
}

/** Both upstreams on loopback, with the accounts a gateway needs to reach them. */
export interface Sandbox {
  readonly pagerduty: PagerDutyAccountConfig & { readonly from: string };
  readonly cloudflare: CloudflareAccountConfig & { readonly consentUrl: string };
  /** What the `/_sandbox/` routes do, without HTTP. */
  readonly control: { readonly pagerduty: PagerDutyHalf['control']; readonly cloudflare: CloudflareHalf['control'] };
  /** Ends both at once, hanging calls included. */
  stop(): Promise<void>;
  /** From here on connections to it are refused. */
  stopPagerDuty(): Promise<void>;
  stopCloudflare(): Promise<void>;
}

const HOST = '127.0.0.1';
const PAGERDUTY_KEY = 'sandbox-pagerduty-key';
const CLOUDFLARE_TOKEN = 'sandbox-cloudflare-token';
const ACCOUNT_ID = '5a4db0c5'.repeat(4);

/** Starts both halves. Sandboxes share nothing; the same `now` and `seed` give the same data. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { pagerdutyPort = 0, cloudflarePort = 0, now = () => new Date(), seed = 1, limits = {} } = options;
  const pagerduty = createPagerDuty({
    now,
    seed,
    apiToken: PAGERDUTY_KEY,
    callsPerMinute: limits.pagerduty ?? 960,
  });
  const cloudflare = createCloudflare({
    now,
    seed,
    accountId: ACCOUNT_ID,
    apiToken: CLOUDFLARE_TOKEN,
    callsPerFiveMinutes: limits.cloudflare ?? 1200,
    serviceNames: () => [...pagerduty.state.services.values()].map((service) => service.name),
  });
  const stop = async () => {
    await Promise.all([pagerduty.app.close(), cloudflare.app.close()]);
  };
  try {
    const pagerdutyUrl = await listen(pagerduty.app, pagerdutyPort);
    const cloudflareUrl = await listen(cloudflare.app, cloudflarePort);
    return {
      pagerduty: { baseUrl: pagerdutyUrl, region: 'CUSTOM', apiToken: PAGERDUTY_KEY, from: ACTOR_EMAIL },
      cloudflare: {
        baseUrl: `${cloudflareUrl}/client/v4`,
        accountId: ACCOUNT_ID,
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

async function listen(app: FastifyInstance, port: number): Promise<string> {
  return app.listen({ host: HOST, port });
}
