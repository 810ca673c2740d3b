import type { PagerDutyAccountConfig } from '../../config/config.js';
import type { ReferencedIds } from '../../faults/error-response.js';
import { faultFromTransportError } from '../../faults/transport-errors.js';
import { Fault } from '../../faults/fault.js';
import type { Endpoint } from '../transport/endpoint.js';
import { TransportError } from '../transport/transport-error.js';
import { toHeaderValue } from '../transport/http/headers.js';
import type { UpstreamRequest } from '../transport/http/send-request.js';
import type { RequestScope } from '../transport/request-scope.js';
import { SYSTEM_CLOCK } from '../transport/resilience/clock.js';
import type { UpstreamRateLimit } from '../transport/resilience/rate-limit.js';
import { countRead } from '../transport/upstream-read-limit.js';
import type { TransportResponse } from '../transport/send-with-retries.js';
import { type Connection, createTransport } from '../transport/transport.js';
import { CALENDAR_URL_REDACTOR } from './calendar-url-redactor.js';
import type { Credential } from './credential.js';
import type { Received } from './envelope.js';
import { readRateLimitHeaders } from './rate-limit-headers.js';
import { type TimeEstimate, PagerDutyClock } from './pagerduty-clock.js';

export interface PagerDutyClientOptions extends Connection {
  readonly account: Pick<PagerDutyAccountConfig, 'baseUrl' | 'from'>;
  readonly credential: Credential;
}

/** What a write carries. */
export interface WriteOptions {
  readonly body: string;
  /** E-mail for the `From` header; the account's own when absent. */
  readonly actor?: string | null;
  /** Ids of what the body names, for a refusal to name them. */
  readonly referencedIds?: ReferencedIds;
}

/** An answer not yet decoded. */
export interface PagerDutyResponse extends Received {
  /** See `StatusChange.sentAt`. */
  readonly sentAt: TimeEstimate;
}

export type Send = (
  endpoint: Endpoint,
  method: UpstreamRequest['method'],
  path: string,
  change?: WriteOptions,
) => Promise<PagerDutyResponse>;

/** What the methods of a client stand on. */
export interface ClientContext {
  readonly send: Send;
}

/** A call without its credential. */
interface UnauthenticatedRequest extends Omit<UpstreamRequest, 'headers'> {
  /** In whose name a change is made. */
  readonly from?: string | undefined;
}

/** The line to one account. */
export interface AccountTransport {
  /** Asks on somebody's behalf. */
  readonly sendFor: (scope?: RequestScope) => Send;
  /** See `PagerDutyClient.now`. */
  readonly now: () => number;
  /** See `PagerDutyClient.momentOf`. */
  readonly toPagerDutyTime: (ours: number) => TimeEstimate;
  /** See `PagerDutyClient.endSharing`. */
  readonly forgetInFlightReads: () => void;
  /** See `PagerDutyClient.quota`. */
  readonly rateLimit: () => UpstreamRateLimit | undefined;
  /** See `PagerDutyClient.takeRepeat`. */
  readonly acquireRetry: () => boolean;
}

/**
 * Sends calls with the account's credential and PagerDuty's headers (contracts: pagerduty-rest section 1).
 */
export function createRequester(options: PagerDutyClientOptions): AccountTransport {
  const { account, clock = SYSTEM_CLOCK, credential } = options;
  const transport = createTransport({
    ...options,
    readRateLimitHeaders,
    redactor: CALENDAR_URL_REDACTOR,
    baseUrl: account.baseUrl,
    headers: {
      accept: 'application/vnd.pagerduty+json;version=2',
      'user-agent': 'pagergraph',
    },
  });
  const pagerDutyClock = new PagerDutyClock(() => clock.now());

  /** A call refused with 401 was not executed: it is sent once more where there can be another credential. */
  async function send(
    { endpoint, method, path, body, from }: UnauthenticatedRequest,
    scope?: RequestScope,
  ): Promise<{ raw: TransportResponse; secrets: readonly string[] }> {
    const type = body === undefined ? undefined : 'application/json';
    for (let mayRenew = true; ; mayRenew = false) {
      // oxlint-disable no-await-in-loop -- one try follows the other
      const authorization = await getAuthorization(endpoint, credential, scope);
      const headers = { authorization, from, 'content-type': type };
      const raw = await transport.send({ endpoint, method, path, headers, body }, scope);
      // oxlint-enable no-await-in-loop
      if (raw.status !== 401 || !mayRenew || !credential.invalidate(authorization))
        return { raw, secrets: [authorization.replace(/^(?:Token token=|Bearer )/, '')] };
    }
  }

  const askFor =
    (scope?: RequestScope): Send =>
    async (endpoint, method, path, change) => {
      const actor = change && (change.actor ?? account.from);
      const from = actor === undefined ? undefined : toHeaderValue(actor);
      if (scope) countRead(endpoint, scope);
      try {
        const { raw, secrets } = await send({ endpoint, method, path, body: change?.body, from }, scope);
        scope?.onUpstreamResponse?.();
        const { status, headers, text, json, sentAt, respondedAt, retriedAfterUnknown } = raw;
        pagerDutyClock.update(headers, sentAt, respondedAt);
        const asked = path.split('?', 1)[0];
        return {
          endpoint,
          path: asked,
          referencedIds: change?.referencedIds,
          status,
          headers,
          text,
          json,
          secrets,
          retriedAfterUnknown,
          now: clock.now(),
          sentAt: pagerDutyClock.toPagerDutyTime(sentAt),
        };
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        throw faultFromTransportError('PAGERDUTY', endpoint, error.kind, error);
      }
    };
  return {
    sendFor: askFor,
    now: () => pagerDutyClock.now(),
    toPagerDutyTime: (ours) => pagerDutyClock.toPagerDutyTime(ours),
    forgetInFlightReads: () => transport.forgetInFlightReads(),
    rateLimit: () => transport.rateLimit,
    acquireRetry: () => transport.acquireRetry(),
  };
}

/** Without a credential nothing was sent. */
async function getAuthorization({ effect }: Endpoint, credential: Credential, scope?: RequestScope): Promise<string> {
  try {
    return await credential.authorization(scope);
  } catch (error) {
    throw error instanceof Fault && effect === 'write' ? error.withDetails({ outcome: 'NOT_SENT' }) : error;
  }
}
