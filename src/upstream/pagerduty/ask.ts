import type { Dispatcher } from 'undici';
import type { PagerDutyAccountConfig } from '../../config/config.js';
import { faultOfBreakdown } from '../../faults/answers.js';
import type { Endpoint } from '../transport/endpoint.js';
import { TransportFailure } from '../transport/failure.js';
import { headerText, headerValue } from '../transport/header.js';
import { type Call, createTransport, type RawAnswer } from '../transport/transport.js';
import type { Received } from './envelope.js';

export interface PagerDutyClientOptions {
  readonly account: PagerDutyAccountConfig;
  /** Of the account's origin. */
  readonly dispatcher: Dispatcher;
  /** All of one call, in milliseconds. */
  readonly deadlineMs: number;
  /** One try of a call that may be repeated, in milliseconds. */
  readonly tryTimeoutMs: number;
  readonly now?: () => number;
}

/** What a write carries. */
export interface Change {
  readonly body: string;
  /** E-mail for the `From` header; the account's own when absent. */
  readonly actor?: string | null;
}

/** An answer not yet decoded. */
export interface Asked extends Received {
  /** See `StatusChange.sentAt`. */
  readonly sentAt: number;
}

export type Ask = (endpoint: Endpoint, method: Call['method'], path: string, change?: Change) => Promise<Asked>;

/**
 * Sends calls with the account's credential and PagerDuty's headers (contracts: pagerduty-rest section 1).
 *
 * @throws Fault `INVALID_INPUT` at once when the credential cannot be sent in a header
 */
export function createAsk(options: PagerDutyClientOptions): Ask {
  const { account, now = Date.now } = options;
  const transport = createTransport({
    ...options,
    baseUrl: account.baseUrl,
    headers: {
      accept: 'application/vnd.pagerduty+json;version=2',
      authorization: `Token token=${headerValue(account.apiToken)}`,
      'user-agent': 'pagergraph',
    },
  });
  const secrets = [account.apiToken];

  return async (endpoint, method, path, change) => {
    const sending = change ? { headers: changeHeaders(change.actor ?? account.from), body: change.body } : {};
    try {
      const raw = await transport.send({ endpoint, method, path, ...sending });
      const { status, headers, text } = raw;
      return { endpoint, status, headers, text, secrets, now: now(), sentAt: upstreamSentAt(raw) };
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      throw faultOfBreakdown('PAGERDUTY', endpoint, error.breakdown, error.httpStatus, error.cause);
    }
  };
}

function changeHeaders(actor: string | undefined): Record<string, string> {
  const json = { 'content-type': 'application/json' };
  return actor == null ? json : { ...json, from: headerValue(actor) };
}

/** When PagerDuty's clock stood at our sending: its `Date` less the time until the answer came; our clock without one. */
function upstreamSentAt({ headers, sentAt, answeredAt }: RawAnswer): number {
  const date = Date.parse(headerText(headers, 'date') ?? '');
  const at = Number.isNaN(date) ? sentAt : date - Math.max(0, answeredAt - sentAt);
  return Math.floor(at / 1000) * 1000;
}
