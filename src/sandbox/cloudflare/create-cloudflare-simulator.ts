import { randomBytes } from 'node:crypto';
import { MINUTE, type Clock } from '../clock.js';
import { Control } from '../control/control.js';
import { createSimulatorServer, isControlRoute, type ServerProfile } from '../http/simulator-server.js';
import { SimulatedRateLimit } from '../http/simulated-rate-limit.js';
import { createRandom } from '../random.js';
import { requireToken } from './http/authentication.js';
import { addConsentRoutes, CONSENT_PATH } from './consent/consent-routes.js';
import { wrapErrors, routeNotFound } from './http/errors.js';
import { addHistoryRoutes, addDestinationRoutes, addPolicyRoutes, addSilenceRoutes } from './alerting-routes.js';
import { seedCloudflareAccount } from './seed/cloudflare-account.js';
import { cloudflareSwitchesSchema, type CloudflareSimulator } from './cloudflare-simulator.js';

export interface CloudflareSimulatorOptions {
  readonly now: Clock;
  readonly seed: number;
  readonly accountId: string;
  readonly apiToken: string;
  /** Limit of calls per five minutes. */
  readonly callsPerFiveMinutes: number;
  /** See `SandboxOptions`. */
  readonly extraDestinations: number;
  /** Names of the PagerDuty services that can be connected. */
  readonly serviceNames: () => readonly string[];
}

const RATE_LIMIT_WINDOW_MS = 5 * MINUTE;

const profile: ServerProfile = {
  requestIdHeader: () => ({ 'cf-ray': `${randomBytes(8).toString('hex')}-OSL` }),
  rateLimitHeaders: ({ limit, remaining, resetSeconds }) => ({
    ratelimit: `"default";r=${remaining};t=${resetSeconds}`,
    'ratelimit-policy': `"default";q=${limit};w=${RATE_LIMIT_WINDOW_MS / 1000}`,
  }),
  rateLimitedResponse: (seconds) => ({
    headers: { 'retry-after': String(seconds) },
    body: {
      success: false,
      errors: [{ code: 971, message: 'Please wait and consider throttling your request speed' }],
    },
  }),
  toBadRequestBody: (message) => wrapErrors({ code: 0, message }),
  toInternalErrorBody: () => wrapErrors({ code: 15000, message: 'An internal server error occurred' }),
  toRouteNotFound: (path) => routeNotFound(path.replace(/^\/client\/v4/, '')),
};

export function createCloudflareSimulator(options: CloudflareSimulatorOptions): CloudflareSimulator {
  const { now, seed, accountId, apiToken, callsPerFiveMinutes, extraDestinations, serviceNames } = options;
  // Over the limit, every call of the next five minutes is rejected (docs/upstream-quirks.md, quirk 109).
  const rateLimit = new SimulatedRateLimit(
    { limit: callsPerFiveMinutes, windowMs: RATE_LIMIT_WINDOW_MS, penaltyMs: RATE_LIMIT_WINDOW_MS },
    now,
  );
  const createState = () => seedCloudflareAccount(now, createRandom(seed), extraDestinations);
  let state = createState();
  const resetState = () => {
    rateLimit.reset();
    state = createState();
  };
  const control = new Control({ switches: cloudflareSwitchesSchema, resetState });
  const app = createSimulatorServer({ now, control, rateLimit, profile, browserPaths: [CONSENT_PATH] });
  const simulator: CloudflareSimulator = {
    app,
    control,
    get state() {
      return state;
    },
  };
  app.addHook('onRequest', async (request) => {
    if (!isControlRoute(request, [CONSENT_PATH])) requireToken(request, apiToken, accountId);
  });
  addConsentRoutes(app, simulator, serviceNames);
  app.register(
    async (scope) => {
      addDestinationRoutes(scope, simulator);
      addPolicyRoutes(scope, simulator);
      addSilenceRoutes(scope, simulator);
      addHistoryRoutes(scope, simulator);
    },
    { prefix: `/client/v4/accounts/:account/alerting/v3` },
  );
  return simulator;
}
