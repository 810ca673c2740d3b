import type { RequestScope } from '../transport/request-scope.js';
import { SYSTEM_CLOCK } from '../transport/resilience/clock.js';
import type { UpstreamRateLimit } from '../transport/resilience/rate-limit.js';
import { createRequester, type PagerDutyClientOptions } from './requester.js';
import { customFieldReads, type CustomFieldReads } from './custom-fields.js';
import { changeEventReads, type ChangeEventReads } from './change-event-reads.js';
import { directoryReads, type DirectoryReads } from './directory-reads.js';
import type { IncidentMessages } from './incident-messages.js';
import { incidentContextReads, type IncidentContextReads } from './incident-context-reads.js';
import type { IncidentPartWrites } from './incident-part-writes.js';
import { incidentReads, type IncidentReads } from './incident-reads.js';
import { businessServices, type BusinessServices } from './business-services.js';
import { incidentWorkflows, type IncidentWorkflows } from './incident-workflows.js';
import { maintenanceWindows, type MaintenanceWindows } from './maintenance-windows.js';
import type { TimeEstimate } from './pagerduty-clock.js';
import type { IncidentWrites } from './incident-writes.js';
import { plainWrites, reportWrites, type ReportWrite } from './reported-writes.js';
import { schedules, type Schedules } from './schedules.js';
import { statusUpdateSubscribers, type StatusUpdateSubscribers } from './status-update-subscribers.js';
import { webhookSubscriptions, type WebhookSubscriptions } from './webhook-subscriptions.js';

/**
 * One method for each endpoint, named as in the error rules. Every method throws a Fault: the error of the response,
 * `INVALID_INPUT` before any call for an invalid argument, `UPSTREAM_…` without a readable response.
 */
export interface PagerDutyClient
  extends
    IncidentReads,
    IncidentContextReads,
    IncidentWrites,
    IncidentMessages,
    ChangeEventReads,
    IncidentPartWrites,
    CustomFieldReads,
    StatusUpdateSubscribers,
    DirectoryReads,
    BusinessServices,
    IncidentWorkflows,
    MaintenanceWindows,
    Schedules,
    WebhookSubscriptions {
  /** The same client with the scope of one request. */
  withScope(scope: RequestScope): PagerDutyClient;
  /** PagerDuty's clock by its last response, in milliseconds since the epoch; our own before the first. */
  now(): number;
  /** Converts our time to PagerDuty's clock; milliseconds since the epoch. */
  toPagerDutyTime(ours: number): TimeEstimate;
  /** Later reads share no response of an earlier read; for a write through another client. */
  forgetInFlightReads(): void;
  /** The last reported rate limit; undefined before the first response. */
  rateLimit(): UpstreamRateLimit | undefined;
  /** Acquires a retry from the account's budget for a write that is retried after a check; false when none is left. */
  acquireRetry(): boolean;
}

export interface ClientOptions extends PagerDutyClientOptions {
  /** Called for each write that PagerDuty accepted, also one without a caller any more. */
  readonly onIncidentWrite?: ReportWrite | undefined;
}

/** Creates the client of one PagerDuty account. */
export function createPagerDutyClient(options: ClientOptions): PagerDutyClient {
  const { onIncidentWrite, clock = SYSTEM_CLOCK } = options;
  const writes = onIncidentWrite ? reportWrites(onIncidentWrite, () => clock.now()) : plainWrites;
  /** The prototype of the clients, because every request has its own client. */
  const methods = {
    ...incidentReads,
    ...incidentContextReads,
    ...writes,
    ...customFieldReads,
    ...changeEventReads,
    ...statusUpdateSubscribers,
    ...directoryReads,
    ...businessServices,
    ...incidentWorkflows,
    ...maintenanceWindows,
    ...schedules,
    ...webhookSubscriptions,
  };
  const { sendFor, ...transport } = createRequester(options);
  const withScope = (scope?: RequestScope): PagerDutyClient =>
    Object.assign(Object.create(methods) as typeof methods, transport, { send: sendFor(scope), withScope });
  return withScope();
}
