import type { RequestScope } from '../transport/request-scope.js';
import type { UpstreamRateLimit } from '../transport/resilience/rate-limit.js';
import { createRequester, type PagerDutyClientOptions } from './requester.js';
import { directoryReads, type DirectoryReads } from './directory-reads.js';
import { incidentReads, type IncidentReads } from './incident-reads.js';
import type { TimeEstimate } from './pagerduty-clock.js';
import { incidentWrites, type IncidentWrites } from './incident-writes.js';

/**
 * One method an endpoint; the names are those of the answer table. Every method throws a Fault: the refusal PagerDuty's
 * answer stands for, `INVALID_INPUT` before any call for what cannot be sent, `UPSTREAM_…` when no answer could be read.
 */
export interface PagerDutyClient extends IncidentReads, IncidentWrites, DirectoryReads {
  /** The same client, asking on somebody's behalf. */
  withScope(scope: RequestScope): PagerDutyClient;
  /** PagerDuty's clock as its last answer told it, in milliseconds since the epoch; our own before that. */
  now(): number;
  /** A moment of our clock, in milliseconds since the epoch, on PagerDuty's. */
  toPagerDutyTime(ours: number): TimeEstimate;
  /** Lets no read that begins from now on share the answer of one that began before: somebody wrote by another way. */
  forgetInFlightReads(): void;
  /** The rate limit as PagerDuty last told it; undefined until its first answer. */
  rateLimit(): UpstreamRateLimit | undefined;
  /** Takes one of the account's repeats for a call that is sent again after looking; false when there is none. */
  acquireRetry(): boolean;
}

/** A prototype, since every request has a client of its own. */
const METHODS = { ...incidentReads, ...incidentWrites, ...directoryReads };

/** A client of one PagerDuty account. */
export function createPagerDutyClient(options: PagerDutyClientOptions): PagerDutyClient {
  const { sendFor, ...transport } = createRequester(options);
  const withScope = (scope?: RequestScope): PagerDutyClient =>
    Object.assign(Object.create(METHODS) as typeof METHODS, transport, { send: sendFor(scope), withScope });
  return withScope();
}
