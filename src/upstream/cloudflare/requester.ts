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
import type { Received } from './envelope.js';
import { readRateLimitHeaders } from './rate-limit-headers.js';

export interface CloudflareClientOptions extends Connection {
  readonly account: CloudflareAccountConfig;
}

/** @param secret part of the path that no answer may repeat */
export type Send = (
  endpoint: Endpoint,
  method: UpstreamRequest['method'],
  path: string,
  secret?: string,
) => Promise<Received>;

/** What the methods of a client stand on. */
export interface ClientContext {
  readonly send: Send;
}

/** The line to one account. */
export interface AccountTransport {
  /** Asks on somebody's behalf. */
  readonly sendFor: (scope?: RequestScope) => Send;
  /** See `CloudflareClient.quota`. */
  readonly rateLimit: () => UpstreamRateLimit | undefined;
  /** See `CloudflareClient.takeRepeat`. */
  readonly acquireRetry: () => boolean;
}

/**
 * Sends calls below the account's alerting prefix with its credential (contracts: cloudflare-alerting-v3 section 1).
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

  const askFor =
    (scope?: RequestScope): Send =>
    async (endpoint, method, path, secret) => {
      const secrets = secret === undefined ? [account.apiToken] : [account.apiToken, secret];
      if (scope) countRead(endpoint, scope);
      try {
        const { status, headers, text, json } = await transport.send({ endpoint, method, path: prefix + path }, scope);
        scope?.onUpstreamResponse?.();
        return { endpoint, status, headers, text, json, secrets, now: clock.now() };
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        throw faultFromTransportError('CLOUDFLARE', endpoint, error.kind, error);
      }
    };
  return { sendFor: askFor, rateLimit: () => transport.rateLimit, acquireRetry: () => transport.acquireRetry() };
}
