import type { CloudflareAccountConfig } from '../../config/config.js';
import { faultOfBreakdown } from '../../faults/upstream-errors.js';
import type { Endpoint } from '../transport/endpoint.js';
import { TransportFailure } from '../transport/transport-error.js';
import { headerValue } from '../transport/http/headers.js';
import { pathId } from '../transport/http/url-safe-id.js';
import type { Call } from '../transport/http/send-request.js';
import type { CallScope } from '../transport/request-scope.js';
import { SYSTEM_CLOCK } from '../transport/resilience/clock.js';
import type { QuotaState } from '../transport/resilience/rate-limit.js';
import { takeRead } from '../transport/upstream-read-limit.js';
import { type Connection, createTransport } from '../transport/transport.js';
import type { Received } from './envelope.js';
import { readQuota } from './rate-limit-headers.js';

export interface CloudflareClientOptions extends Connection {
  readonly account: CloudflareAccountConfig;
}

/** @param secret part of the path that no answer may repeat */
export type Ask = (endpoint: Endpoint, method: Call['method'], path: string, secret?: string) => Promise<Received>;

/** What the methods of a client stand on. */
export interface Asking {
  readonly ask: Ask;
}

/** The line to one account. */
export interface AccountLine {
  /** Asks on somebody's behalf. */
  readonly askFor: (scope?: CallScope) => Ask;
  /** See `CloudflareClient.quota`. */
  readonly quota: () => QuotaState | undefined;
  /** See `CloudflareClient.takeRepeat`. */
  readonly takeRepeat: () => boolean;
}

/**
 * Sends calls below the account's alerting prefix with its credential (contracts: cloudflare-alerting-v3 section 1).
 *
 * @throws Fault `INVALID_INPUT` at once when the account id or the credential cannot be sent
 */
export function createAsk(options: CloudflareClientOptions): AccountLine {
  const { account, clock = SYSTEM_CLOCK } = options;
  const prefix = `/accounts/${pathId(account.accountId)}/alerting/v3`;
  const transport = createTransport({
    ...options,
    readQuota,
    baseUrl: account.baseUrl,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${headerValue(account.apiToken)}`,
      'user-agent': 'pagergraph',
    },
  });

  const askFor =
    (scope?: CallScope): Ask =>
    async (endpoint, method, path, secret) => {
      const secrets = secret === undefined ? [account.apiToken] : [account.apiToken, secret];
      if (scope) takeRead(endpoint, scope);
      try {
        const { status, headers, text, json } = await transport.send({ endpoint, method, path: prefix + path }, scope);
        scope?.onAnswer?.();
        return { endpoint, status, headers, text, json, secrets, now: clock.now() };
      } catch (error) {
        if (!(error instanceof TransportFailure)) throw error;
        throw faultOfBreakdown('CLOUDFLARE', endpoint, error.breakdown, error);
      }
    };
  return { askFor, quota: () => transport.quota, takeRepeat: () => transport.takeRepeat() };
}
