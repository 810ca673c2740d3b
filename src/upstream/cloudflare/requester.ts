import type { CloudflareAccountConfig } from '../../config/config.js';
import { faultFromTransportError } from '../../faults/transport-errors.js';
import type { Endpoint } from '../transport/endpoint.js';
import { TransportError } from '../transport/transport-error.js';
import { toHeaderValue } from '../transport/http/headers.js';
import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import type { UpstreamRequest } from '../transport/http/send-request.js';
import type { RequestScope } from '../transport/request-scope.js';
import { SYSTEM_CLOCK } from '../transport/resilience/clock.js';
import type { UpstreamRateLimit } from '../transport/resilience/rate-limit.js';
import { countRead } from '../transport/upstream-read-limit.js';
import { type Connection, createTransport } from '../transport/transport.js';
import type { UpstreamResponse } from '../transport/upstream-response.js';
import { readRateLimitHeaders } from './rate-limit-headers.js';

export interface CloudflareClientOptions extends Connection {
  readonly account: CloudflareAccountConfig;
}

/** What only some requests have. */
export interface SendOptions {
  /** Part of the path; redacted wherever Cloudflare echoes it. */
  readonly secret?: string;
  /** JSON text. */
  readonly body?: string;
}

export type Send = (
  endpoint: Endpoint,
  method: UpstreamRequest['method'],
  path: string,
  options?: SendOptions,
) => Promise<UpstreamResponse>;

/** `this` of the methods of a client. */
export interface ClientContext {
  readonly send: Send;
}

/** The transport of one account. */
export interface AccountTransport {
  /** Sends requests on behalf of one request of a caller. */
  readonly sendFor: (scope?: RequestScope) => Send;
  /** See `CloudflareClient.rateLimit`. */
  readonly rateLimit: () => UpstreamRateLimit | undefined;
  /** See `CloudflareClient.acquireRetry`. */
  readonly acquireRetry: () => boolean;
}

/**
 * Sends requests below the account's alerting prefix with its credential (docs/upstream-quirks.md, Cloudflare: transport and
 * permissions).
 *
 * @throws Fault `INVALID_INPUT` at once when the account id or the credential cannot be sent
 */
export function createRequester(options: CloudflareClientOptions): AccountTransport {
  const { account, clock = SYSTEM_CLOCK } = options;
  const prefix = `/accounts/${toUrlSafeId(account.accountId)}/alerting/v3`;
  const transport = createTransport({
    ...options,
    readRateLimitHeaders,
    baseUrl: account.baseUrl,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${toHeaderValue(account.apiToken)}`,
      'user-agent': 'pagergraph',
    },
  });

  const sendFor =
    (scope?: RequestScope): Send =>
    async (endpoint, method, path, { secret, body } = {}) => {
      const secrets = secret === undefined ? [account.apiToken] : [account.apiToken, secret];
      if (scope) countRead(endpoint, scope);
      try {
        const request = { endpoint, method, path: prefix + path, body, headers: toBodyHeaders(body) };
        const { status, headers, text, json } = await transport.send(request, scope);
        scope?.onUpstreamResponse?.();
        return { endpoint, status, headers, text, json, secrets, now: clock.now() };
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        throw faultFromTransportError('CLOUDFLARE', endpoint, error.kind, error);
      }
    };
  return { sendFor, rateLimit: () => transport.rateLimit, acquireRetry: () => transport.acquireRetry() };
}

function toBodyHeaders(body: string | undefined) {
  return { 'content-type': body === undefined ? undefined : 'application/json' };
}
