import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { MINUTE, type Clock } from '../clock.js';
import { Control } from '../control/control.js';
import { createListener, isBehindTheStage, type Manners } from '../http/simulator-server.js';
import { Quota } from '../http/simulated-rate-limit.js';
import { createRandom } from '../random.js';
import { demandToken } from './http/authentication.js';
import { addConsentRoutes, CONSENT_PATH } from './consent/consent-routes.js';
import { failure, noRoute } from './http/errors.js';
import { addAlertRoutes, addDestinationRoutes, addPolicyRoutes } from './alerting-routes.js';
import { seedAccount } from './seed/cloudflare-account.js';
import type { CloudflareState } from './cloudflare-state.js';

const switches = z.object({
  /** Empty lists as `result: null`, and `messages: null` (contracts: quirk 98). */
  nulls: z.boolean().default(false),
  /** Whether the account may have PagerDuty destinations, and whether they are more than a trial. */
  pagerDutyEligibility: z.enum(['ready', 'not-ready', 'not-eligible']).default('ready'),
});

export interface CloudflareOptions {
  readonly now: Clock;
  readonly seed: number;
  readonly accountId: string;
  readonly apiToken: string;
  /** Calls in five minutes. */
  readonly callsPerFiveMinutes: number;
  /** See `SandboxOptions`. */
  readonly deliveries: number;
  /** Names of the PagerDuty services a person may connect. */
  readonly serviceNames: () => readonly string[];
}

/** Cloudflare Alerting played: its HTTP server (not listening yet), its state and its strings. */
export interface CloudflareHalf {
  readonly app: FastifyInstance;
  readonly control: Control<typeof switches.shape>;
  /** Another object after each reset. */
  readonly state: CloudflareState;
}

const WINDOW = 5 * MINUTE;

const manners: Manners = {
  requestIdHeader: () => ({ 'cf-ray': `${randomBytes(8).toString('hex')}-OSL` }),
  quotaHeaders: ({ limit, remaining, resetSeconds }) => ({
    ratelimit: `"default";r=${remaining};t=${resetSeconds}`,
    'ratelimit-policy': `"default";q=${limit};w=${WINDOW / 1000}`,
  }),
  limited: (seconds) => ({
    headers: { 'retry-after': String(seconds) },
    body: {
      success: false,
      errors: [{ code: 971, message: 'Please wait and consider throttling your request speed' }],
    },
  }),
  unreadable: (message) => failure({ code: 0, message }),
  failed: () => failure({ code: 15000, message: 'An internal server error occurred' }),
  noRoute: (path) => noRoute(path.replace(/^\/client\/v4/, '')),
};

export function createCloudflare(options: CloudflareOptions): CloudflareHalf {
  const { now, seed, accountId, apiToken, callsPerFiveMinutes, deliveries, serviceNames } = options;
  // Over the limit everything is refused for the next five minutes (contracts: quirk 109).
  const quota = new Quota({ limit: callsPerFiveMinutes, windowMs: WINDOW, penaltyMs: WINDOW }, now);
  const opened = () => seedAccount(now, createRandom(seed), deliveries);
  let state = opened();
  const reseed = () => {
    quota.clear();
    state = opened();
  };
  const control = new Control({ switches, reseed });
  const app = createListener({ now, control, quota, manners, pages: [CONSENT_PATH] });
  const half: CloudflareHalf = {
    app,
    control,
    get state() {
      return state;
    },
  };
  app.addHook('onRequest', async (request) => {
    if (!isBehindTheStage(request, [CONSENT_PATH])) demandToken(request, apiToken, accountId);
  });
  addConsentRoutes(app, half, serviceNames);
  app.register(
    async (alerting) => {
      addDestinationRoutes(alerting, half);
      addPolicyRoutes(alerting, half);
      addAlertRoutes(alerting, half);
    },
    { prefix: `/client/v4/accounts/:account/alerting/v3` },
  );
  return half;
}
