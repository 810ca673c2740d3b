import type { CallScope } from '../transport/request-scope.js';
import type { QuotaState } from '../transport/resilience/rate-limit.js';
import { createAsk, type PagerDutyClientOptions } from './requester.js';
import { directoryReads, type DirectoryReads } from './directory-reads.js';
import { incidentReads, type IncidentReads } from './incident-reads.js';
import type { Moment } from './pagerduty-clock.js';
import { incidentWrites, type IncidentWrites } from './incident-writes.js';

/**
 * One method an endpoint; the names are those of the answer table. Every method throws a Fault: the refusal PagerDuty's
 * answer stands for, `INVALID_INPUT` before any call for what cannot be sent, `UPSTREAM_…` when no answer could be read.
 */
export interface PagerDutyClient extends IncidentReads, IncidentWrites, DirectoryReads {
  /** The same client, asking on somebody's behalf. */
  onBehalfOf(scope: CallScope): PagerDutyClient;
  /** PagerDuty's clock as its last answer told it, in milliseconds since the epoch; our own before that. */
  now(): number;
  /** A moment of our clock, in milliseconds since the epoch, on PagerDuty's. */
  momentOf(ours: number): Moment;
  /** Lets no read that begins from now on share the answer of one that began before: somebody wrote by another way. */
  endSharing(): void;
  /** The rate limit as PagerDuty last told it; undefined until its first answer. */
  quota(): QuotaState | undefined;
  /** Takes one of the account's repeats for a call that is sent again after looking; false when there is none. */
  takeRepeat(): boolean;
}

/** A prototype, since every request has a client of its own. */
const METHODS = { ...incidentReads, ...incidentWrites, ...directoryReads };

/** A client of one PagerDuty account. */
export function createPagerDutyClient(options: PagerDutyClientOptions): PagerDutyClient {
  const { askFor, ...line } = createAsk(options);
  const onBehalfOf = (scope?: CallScope): PagerDutyClient =>
    Object.assign(Object.create(METHODS) as typeof METHODS, line, { ask: askFor(scope), onBehalfOf });
  return onBehalfOf();
}
