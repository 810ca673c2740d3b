import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { MINUTE, type Clock } from '../clock.js';
import type { Schedule } from '../schedule.js';
import { Activity } from './activity/activity.js';
import { Control } from '../control/control.js';
import { createSimulatorServer, isControlRoute, type ServerProfile } from '../http/simulator-server.js';
import { SimulatedRateLimit } from '../http/simulated-rate-limit.js';
import { requireCredential, OTHER_HOST_PREFIXES } from './http/authentication.js';
import { uriTooLong, toErrorBody, notFound, paramsMustBeHash } from './http/errors.js';
import type { SimulatedOAuthClient } from './oauth/app-tokens.js';
import { addAlertRoutes } from './routes/alerts.js';
import { addAuditRecordRoutes } from './routes/audit-records.js';
import { addBusinessServiceRoutes } from './routes/business-services.js';
import { addFieldValueRoutes } from './routes/custom-fields.js';
import { addChangeEventRoutes } from './routes/change-events.js';
import { addUserRoutes } from './routes/users.js';
import { addEventRoutes } from './routes/events.js';
import { addIncidentContextRoutes } from './routes/incident-context.js';
import { addIncidentTypeRoutes } from './routes/incident-types.js';
import { addIncidentActionRoutes, addIncidentRoutes } from './routes/incidents.js';
import { addIncidentWorkflowRoutes } from './routes/incident-workflows.js';
import { addLogEntryRoutes } from './routes/log-entries.js';
import { addMaintenanceWindowRoutes } from './routes/maintenance-windows.js';
import { addNoteRoutes } from './routes/notes.js';
import { addOAuthRoutes } from './routes/oauth.js';
import { addOnCallRoutes } from './routes/on-calls.js';
import { addOverrideRoutes } from './routes/overrides.js';
import { addResponderRequestRoutes } from './routes/responder-requests.js';
import { addScheduleRoutes, addScheduleUserRoutes } from './routes/schedules.js';
import { addStatusUpdateSubscriberRoutes } from './routes/status-update-subscribers.js';
import { addStatusUpdateRoutes } from './routes/status-updates.js';
import { addIntegrationRoutes, addServiceRoutes } from './routes/services.js';
import { seedPagerDutyAccount } from './seed/pagerduty-account.js';
import type { IncidentHistoryOptions } from './seed/past-incidents.js';
import { pagerDutySwitchesSchema, type PagerDutySimulator } from './pagerduty-simulator.js';
import { runDueActions } from './incidents/run-pending-actions.js';
import { addAccountRoutes } from './routes/account.js';
import { addTeamMemberRoutes, addTeamRoutes } from './routes/teams.js';
import { addEscalationPolicyRoutes } from './routes/escalation-policies.js';
import { addWebhookControlRoutes } from './routes/webhook-control.js';
import { addWebhookOAuthClientRoutes } from './routes/webhook-oauth-clients.js';
import { addWebhookSubscriptionActionRoutes, addWebhookSubscriptionRoutes } from './routes/webhook-subscriptions.js';
import type { PagerDutyState } from './state/pagerduty-state.js';
import { WebhookPublisher } from './webhooks/webhook-publisher.js';

export interface PagerDutySimulatorOptions {
  readonly now: Clock;
  readonly schedule: Schedule;
  readonly seed: number;
  readonly apiToken: string;
  /** The owner of `apiToken`; absent for an account key. */
  readonly keyOwnerId?: string | undefined;
  readonly oauthClient: SimulatedOAuthClient;
  /** Limit of calls per minute. */
  readonly callsPerMinute: number;
  readonly history: IncidentHistoryOptions;
  /** Whether things happen while somebody watches. */
  readonly hasActivity: boolean;
}

/** Path and query together. A filter by about 150 ids reaches the limit. */
const MAX_URI_BYTES = 4096;

const profile: ServerProfile = {
  requestIdHeader: () => ({ 'x-request-id': randomUUID() }),
  rateLimitHeaders: ({ limit, remaining, resetSeconds }) => ({
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(resetSeconds),
  }),
  rateLimitedResponse: () => ({ headers: {}, body: toErrorBody(2020, 'Rate Limit Exceeded') }),
  toBadRequestBody: () => paramsMustBeHash().body as object,
  toInternalErrorBody: () => toErrorBody(2000, 'An internal error has occurred.'),
  toRouteNotFound: () => notFound(),
  checkUriLength: (url) => (Buffer.byteLength(url) > MAX_URI_BYTES ? uriTooLong() : undefined),
};

export function createPagerDutySimulator(options: PagerDutySimulatorOptions): PagerDutySimulator {
  const { now, schedule, seed, apiToken, keyOwnerId, oauthClient, callsPerMinute, history, hasActivity } = options;
  const rateLimit = new SimulatedRateLimit({ limit: callsPerMinute, windowMs: MINUTE }, now);
  const onEventRecorded = (incidentId: string) => webhooks.publishLater(incidentId);
  const createState = () => ({ ...seedPagerDutyAccount(now, seed, history), onEventRecorded });
  let state = createState();
  const resetState = () => {
    rateLimit.reset();
    state = createState();
    webhooks.reset();
    activity.stop();
  };
  const control = new Control({ switches: pagerDutySwitchesSchema, resetState });
  const firstRetryMs = () => control.switches.webhookRetryMs;
  const webhooks = new WebhookPublisher({ getState: () => state, now, schedule, firstRetryMs });
  const activity = new Activity({ getState: () => state, now, schedule, seed: seed + 2 });
  const app = createSimulatorServer({ now, control, rateLimit, profile, unlimitedPrefixes: OTHER_HOST_PREFIXES });
  const simulator: PagerDutySimulator = {
    app,
    control,
    keyOwnerId,
    webhooks,
    get state() {
      return state;
    },
  };
  app.addHook('onClose', async () => activity.stop());
  app.addHook('onClose', async () => webhooks.close());
  app.addHook('onRequest', async (request) => {
    if (isControlRoute(request, [])) return;
    admitRequest(state, request, apiToken);
    if (hasActivity) activity.noteRequest(request.method, request.url);
  });
  // Other media types are parsed as text, which `parseBody` rejects.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  for (const addRoutes of routes) addRoutes(app, simulator);
  addOAuthRoutes(app, simulator, oauthClient);
  return simulator;
}

function admitRequest(state: PagerDutyState, request: FastifyRequest, apiToken: string): void {
  runDueActions(state);
  if (!OTHER_HOST_PREFIXES.some((prefix) => request.url.startsWith(prefix)))
    requireCredential(request, apiToken, state);
}

const routes = [
  addIncidentRoutes,
  addIncidentActionRoutes,
  addIncidentContextRoutes,
  addNoteRoutes,
  addAlertRoutes,
  addLogEntryRoutes,
  addChangeEventRoutes,
  addStatusUpdateRoutes,
  addStatusUpdateSubscriberRoutes,
  addResponderRequestRoutes,
  addIncidentTypeRoutes,
  addFieldValueRoutes,
  addBusinessServiceRoutes,
  addIncidentWorkflowRoutes,
  addServiceRoutes,
  addEscalationPolicyRoutes,
  addUserRoutes,
  addTeamRoutes,
  addTeamMemberRoutes,
  addAccountRoutes,
  addOnCallRoutes,
  addScheduleRoutes,
  addScheduleUserRoutes,
  addOverrideRoutes,
  addIntegrationRoutes,
  addMaintenanceWindowRoutes,
  addAuditRecordRoutes,
  addEventRoutes,
  addWebhookSubscriptionRoutes,
  addWebhookSubscriptionActionRoutes,
  addWebhookOAuthClientRoutes,
  addWebhookControlRoutes,
];
