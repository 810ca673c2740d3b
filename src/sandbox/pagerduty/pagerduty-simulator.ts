import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { MINUTE, type Clock } from '../clock.js';
import { Control } from '../control/control.js';
import { createListener, isBehindTheStage, type Manners } from '../http/simulator-server.js';
import { Quota } from '../http/simulated-rate-limit.js';
import { demandCredential, OTHER_HOSTS } from './http/authentication.js';
import { addressTooLong, errorBody, notFound, paramsMustBeHash } from './http/errors.js';
import type { OAuthClient } from './oauth/app-tokens.js';
import { addAlertRoutes } from './routes/alerts.js';
import { addAuditRecordRoutes } from './routes/audit-records.js';
import { addAccountRoutes, addTeamMemberRoutes, addTeamRoutes, addUserRoutes } from './routes/users.js';
import { addEventRoutes } from './routes/events.js';
import { addIncidentTypeRoutes } from './routes/incident-types.js';
import { addIncidentActionRoutes, addIncidentRoutes } from './routes/incidents.js';
import { addLogEntryRoutes } from './routes/log-entries.js';
import { addMaintenanceWindowRoutes } from './routes/maintenance-windows.js';
import { addNoteRoutes } from './routes/notes.js';
import { addOAuthRoutes } from './routes/oauth.js';
import { addOnCallRoutes } from './routes/on-calls.js';
import { addResponderRequestRoutes } from './routes/responder-requests.js';
import { addScheduleRoutes, addScheduleUserRoutes } from './routes/schedules.js';
import { addStatusUpdateRoutes } from './routes/status-updates.js';
import { addEscalationPolicyRoutes, addIntegrationRoutes, addServiceRoutes } from './routes/services.js';
import { foundCompany } from './seed/pagerduty-account.js';
import type { History } from './seed/past-incidents.js';
import type { PagerDutyState } from './state/pagerduty-state.js';
import { letTimePass } from './incidents/run-pending-actions.js';

const switches = z.object({
  /** What resolving a resolved incident does; PagerDuty's own choice is unverified (contracts: quirk 38). */
  repeatedResolve: z.enum(['refused', 'accepted']).default('refused'),
  /** How long the next OAuth app tokens are good. */
  appTokenSeconds: z.int().min(0).default(86_400),
  /** The scopes an OAuth app may have; null is all it asks for. */
  appTokenScopes: z.array(z.string()).nullable().default(null),
});

export interface PagerDutyOptions {
  readonly now: Clock;
  readonly seed: number;
  readonly apiToken: string;
  /** The user whose key `apiToken` is; an account's key without it. */
  readonly keyOwnerId?: string | undefined;
  readonly oauthClient: OAuthClient;
  /** Calls a minute. */
  readonly callsPerMinute: number;
  readonly history: History;
}

/** PagerDuty played: its HTTP server (not listening yet), its state and its strings. */
export interface PagerDutyHalf {
  readonly app: FastifyInstance;
  readonly control: Control<typeof switches.shape>;
  /** Another object after each reset. */
  readonly state: PagerDutyState;
  readonly keyOwnerId: string | undefined;
}

/** Path and query; that of some 150 ids of a filter. */
const LONGEST_ADDRESS_BYTES = 4096;

const manners: Manners = {
  requestIdHeader: () => ({ 'x-request-id': randomUUID() }),
  quotaHeaders: ({ limit, remaining, resetSeconds }) => ({
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(resetSeconds),
  }),
  limited: () => ({ headers: {}, body: errorBody(2020, 'Rate Limit Exceeded') }),
  unreadable: () => paramsMustBeHash().body as object,
  failed: () => errorBody(2000, 'An internal error has occurred.'),
  noRoute: () => notFound(),
  tooLongAddress: (url) => (Buffer.byteLength(url) > LONGEST_ADDRESS_BYTES ? addressTooLong() : undefined),
};

export function createPagerDuty(options: PagerDutyOptions): PagerDutyHalf {
  const { now, seed, apiToken, keyOwnerId, oauthClient, callsPerMinute, history } = options;
  const quota = new Quota({ limit: callsPerMinute, windowMs: MINUTE }, now);
  const found = () => foundCompany(now, seed, history);
  let state = found();
  const reseed = () => {
    quota.clear();
    state = found();
  };
  const control = new Control({ switches, reseed });
  const app = createListener({ now, control, quota, manners, unmetered: OTHER_HOSTS });
  const half: PagerDutyHalf = {
    app,
    control,
    keyOwnerId,
    get state() {
      return state;
    },
  };
  app.addHook('onRequest', async (request) => {
    if (isBehindTheStage(request, [])) return;
    letTimePass(state);
    if (!OTHER_HOSTS.some((start) => request.url.startsWith(start))) demandCredential(request, apiToken, state);
  });
  // Of another media type or of none it is read as text, which is no JSON object.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  for (const add of routes) add(app, half);
  addOAuthRoutes(app, half, oauthClient);
  return half;
}

const routes = [
  addIncidentRoutes,
  addIncidentActionRoutes,
  addNoteRoutes,
  addAlertRoutes,
  addLogEntryRoutes,
  addStatusUpdateRoutes,
  addResponderRequestRoutes,
  addIncidentTypeRoutes,
  addServiceRoutes,
  addEscalationPolicyRoutes,
  addUserRoutes,
  addTeamRoutes,
  addTeamMemberRoutes,
  addAccountRoutes,
  addOnCallRoutes,
  addScheduleRoutes,
  addScheduleUserRoutes,
  addIntegrationRoutes,
  addMaintenanceWindowRoutes,
  addAuditRecordRoutes,
  addEventRoutes,
];
