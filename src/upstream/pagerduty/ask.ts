import type { Dispatcher } from 'undici';
import type { PagerDutyAccountConfig } from '../../config/config.js';
import { faultOfBreakdown } from '../../faults/answers.js';
import type { Endpoint } from '../transport/endpoint.js';
import { TransportFailure } from '../transport/failure.js';
import { type AnswerHeaders, headerText, headerValue } from '../transport/header.js';
import type { Call } from '../transport/attempt.js';
import { type Clock, SYSTEM_CLOCK } from '../transport/clock.js';
import type { QuotaState } from '../transport/quota.js';
import { createTransport } from '../transport/transport.js';
import type { Received } from './envelope.js';
import { readQuota } from './quota.js';

export interface PagerDutyClientOptions {
  readonly account: PagerDutyAccountConfig;
  /** Of the account's origin. */
  readonly dispatcher: Dispatcher;
  /** All of one call, in milliseconds. */
  readonly deadlineMs: number;
  /** One try of a call that may be repeated, in milliseconds. */
  readonly tryTimeoutMs: number;
  readonly clock?: Clock;
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

/** The line to one account. */
export interface AccountLine {
  readonly ask: Ask;
  /** See `PagerDutyClient.now`. */
  now(): number;
  /** See `PagerDutyClient.quota`. */
  quota(): QuotaState | undefined;
}

/**
 * Sends calls with the account's credential and PagerDuty's headers (contracts: pagerduty-rest section 1).
 *
 * @throws Fault `INVALID_INPUT` at once when the credential cannot be sent in a header
 */
export function createAsk(options: PagerDutyClientOptions): AccountLine {
  const { account, clock = SYSTEM_CLOCK } = options;
  const transport = createTransport({
    ...options,
    readQuota,
    baseUrl: account.baseUrl,
    headers: {
      accept: 'application/vnd.pagerduty+json;version=2',
      authorization: `Token token=${headerValue(account.apiToken)}`,
      'user-agent': 'pagergraph',
    },
  });
  const secrets = [account.apiToken];
  let aheadMs = 0;

  const ask: Ask = async (endpoint, method, path, change) => {
    const sending = change ? { headers: changeHeaders(change.actor ?? account.from), body: change.body } : {};
    try {
      const raw = await transport.send({ endpoint, method, path, ...sending });
      const { status, headers, text, sentAt, answeredAt, repeated } = raw;
      aheadMs = aheadOfUs(headers, answeredAt) ?? aheadMs;
      const sent = Math.floor((sentAt + aheadMs) / 1000) * 1000;
      return { endpoint, status, headers, text, secrets, repeated, now: clock.now(), sentAt: sent };
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      throw faultOfBreakdown('PAGERDUTY', endpoint, error.breakdown, error);
    }
  };
  return { ask, now: () => clock.now() + aheadMs, quota: () => transport.quota };
}

function changeHeaders(actor: string | undefined): Record<string, string> {
  const json = { 'content-type': 'application/json' };
  return actor == null ? json : { ...json, from: headerValue(actor) };
}

/** How far PagerDuty's clock is ahead of ours by an answer's `Date`, which is told to the second. */
function aheadOfUs(headers: AnswerHeaders, answeredAt: number): number | undefined {
  const date = Date.parse(headerText(headers, 'date') ?? '');
  return Number.isNaN(date) ? undefined : date - answeredAt;
}
