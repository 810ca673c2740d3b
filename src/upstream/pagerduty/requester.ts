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
import { type Connection, createTransport, type Transport } from '../transport/transport.js';
import { SECRET_FIELD_REDACTOR } from './secret-field-redactor.js';
import type { Credential } from './credential.js';
import type { UpstreamResponse } from '../transport/upstream-response.js';
import { readRateLimitHeaders } from './rate-limit-headers.js';
import { type TimeEstimate, PagerDutyClock } from './pagerduty-clock.js';

export interface PagerDutyClientOptions extends Connection {
  readonly account: Pick<PagerDutyAccountConfig, 'baseUrl' | 'from'>;
  readonly credential: Credential;
}

/** Body and headers of a write. */
export interface WriteOptions {
  readonly body: string;
  /** E-mail for the `From` header; the account's own when absent. */
  readonly actor?: string | null | undefined;
  /** Ids in the body, for the error message when PagerDuty rejects them. */
  readonly referencedIds?: ReferencedIds;
}

/** A response that is not decoded yet. */
export interface PagerDutyResponse extends UpstreamResponse {
  /** See `StatusChange.sentAt`. */
  readonly sentAt: TimeEstimate;
}

export type Send = (
  endpoint: Endpoint,
  method: UpstreamRequest['method'],
  path: string,
  write?: WriteOptions,
) => Promise<PagerDutyResponse>;

/** `this` of the methods of a client. */
export interface ClientContext {
  readonly send: Send;
}

/** A request without its credential. */
interface UnauthenticatedRequest extends Omit<UpstreamRequest, 'headers'> {
  /** E-mail of the actor. */
  readonly from?: string | undefined;
}

/** The transport of one account. */
export interface AccountTransport {
  /** Sends requests on behalf of one request of a caller. */
  readonly sendFor: (scope?: RequestScope) => Send;
  /** See `PagerDutyClient.now`. */
  readonly now: () => number;
  /** See `PagerDutyClient.toPagerDutyTime`. */
  readonly toPagerDutyTime: (ours: number) => TimeEstimate;
  /** See `PagerDutyClient.forgetInFlightReads`. */
  readonly forgetInFlightReads: () => void;
  /** See `PagerDutyClient.rateLimit`. */
  readonly rateLimit: () => UpstreamRateLimit | undefined;
  /** See `PagerDutyClient.acquireRetry`. */
  readonly acquireRetry: () => boolean;
}

/** Sends requests with the account's credential and PagerDuty's headers (docs/upstream-quirks.md, PagerDuty: transport and credentials). */
export function createRequester(options: PagerDutyClientOptions): AccountTransport {
  const { account, clock = SYSTEM_CLOCK, credential } = options;
  const transport = createTransport({
    ...options,
    readRateLimitHeaders,
    redactor: SECRET_FIELD_REDACTOR,
    baseUrl: account.baseUrl,
    headers: { accept: 'application/vnd.pagerduty+json;version=2', 'user-agent': 'pagergraph' },
  });
  const pagerDutyClock = new PagerDutyClock(() => clock.now());

  const sendFor =
    (scope?: RequestScope): Send =>
    async (endpoint, method, path, write) => {
      const actor = write && (write.actor ?? account.from);
      const from = actor === undefined ? undefined : toHeaderValue(actor);
      if (scope) countRead(endpoint, scope);
      try {
        const request = { endpoint, method, path, body: write?.body, from };
        const { response, secrets } = await sendAuthenticated(transport, credential, request, scope);
        scope?.onUpstreamResponse?.();
        pagerDutyClock.update(response.headers, response.sentAt, response.respondedAt);
        const requested = { endpoint, path: path.split('?', 1)[0], referencedIds: write?.referencedIds, secrets };
        return toPagerDutyResponse(response, requested, clock.now(), pagerDutyClock.toPagerDutyTime(response.sentAt));
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        throw faultFromTransportError('PAGERDUTY', endpoint, error.kind, error);
      }
    };
  return {
    sendFor,
    now: () => pagerDutyClock.now(),
    toPagerDutyTime: (ours) => pagerDutyClock.toPagerDutyTime(ours),
    forgetInFlightReads: () => transport.forgetInFlightReads(),
    rateLimit: () => transport.rateLimit,
    acquireRetry: () => transport.acquireRetry(),
  };
}

/** Sends a request. One refused with 401 was not executed, so it is sent once more if the credential can be renewed. */
async function sendAuthenticated(
  transport: Transport,
  credential: Credential,
  { endpoint, method, path, body, from }: UnauthenticatedRequest,
  scope?: RequestScope,
): Promise<{ response: TransportResponse; secrets: readonly string[] }> {
  const type = body === undefined ? undefined : 'application/json';
  for (let canRenew = true; ; canRenew = false) {
    // oxlint-disable no-await-in-loop -- attempts follow one another
    const authorization = await getAuthorization(endpoint, credential, scope);
    const headers = { authorization, from, 'content-type': type };
    const response = await transport.send({ endpoint, method, path, headers, body }, scope);
    // oxlint-enable no-await-in-loop
    if (response.status !== 401 || !canRenew || !credential.invalidate(authorization))
      return { response, secrets: [authorization.replace(/^(?:Token token=|Bearer )/, '')] };
  }
}

function toPagerDutyResponse(
  { status, headers, text, json, retriedAfterUnknown }: TransportResponse,
  { endpoint, path, referencedIds, secrets }: Pick<UpstreamResponse, 'endpoint' | 'path' | 'referencedIds' | 'secrets'>,
  now: number,
  sentAt: TimeEstimate,
): PagerDutyResponse {
  return { endpoint, path, referencedIds, status, headers, text, json, secrets, retriedAfterUnknown, now, sentAt };
}

/** Without a credential the write was not sent. */
async function getAuthorization({ effect }: Endpoint, credential: Credential, scope?: RequestScope): Promise<string> {
  try {
    return await credential.authorization(scope);
  } catch (error) {
    throw error instanceof Fault && effect === 'write' ? error.withDetails({ outcome: 'NOT_SENT' }) : error;
  }
}
