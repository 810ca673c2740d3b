import type { PagerDutyAccountConfig } from '../../config/config.js';
import { faultOfBreakdown, type Named } from '../../faults/upstream-errors.js';
import { Fault } from '../../faults/fault.js';
import type { Endpoint } from '../transport/endpoint.js';
import { TransportFailure } from '../transport/transport-error.js';
import { headerValue } from '../transport/http/headers.js';
import type { Call } from '../transport/http/send-request.js';
import type { CallScope } from '../transport/request-scope.js';
import { SYSTEM_CLOCK } from '../transport/resilience/clock.js';
import type { QuotaState } from '../transport/resilience/rate-limit.js';
import { takeRead } from '../transport/upstream-read-limit.js';
import { type Connection, createTransport, type DatedAnswer } from '../transport/transport.js';
import { CALENDAR_LINKS } from './calendar-url-redactor.js';
import type { Credential } from './credential.js';
import type { Received } from './envelope.js';
import { readQuota } from './rate-limit-headers.js';
import { type Moment, UpstreamClock } from './pagerduty-clock.js';

export interface PagerDutyClientOptions extends Connection {
  readonly account: Pick<PagerDutyAccountConfig, 'baseUrl' | 'from'>;
  readonly credential: Credential;
}

/** What a write carries. */
export interface Change {
  readonly body: string;
  /** E-mail for the `From` header; the account's own when absent. */
  readonly actor?: string | null;
  /** Ids of what the body names, for a refusal to name them. */
  readonly named?: Named;
}

/** An answer not yet decoded. */
export interface Asked extends Received {
  /** See `StatusChange.sentAt`. */
  readonly sentAt: Moment;
}

export type Ask = (endpoint: Endpoint, method: Call['method'], path: string, change?: Change) => Promise<Asked>;

/** What the methods of a client stand on. */
export interface Asking {
  readonly ask: Ask;
}

/** A call without its credential. */
interface UnsignedCall extends Omit<Call, 'headers'> {
  /** In whose name a change is made. */
  readonly from?: string | undefined;
}

/** The line to one account. */
export interface AccountLine {
  /** Asks on somebody's behalf. */
  readonly askFor: (scope?: CallScope) => Ask;
  /** See `PagerDutyClient.now`. */
  readonly now: () => number;
  /** See `PagerDutyClient.momentOf`. */
  readonly momentOf: (ours: number) => Moment;
  /** See `PagerDutyClient.endSharing`. */
  readonly endSharing: () => void;
  /** See `PagerDutyClient.quota`. */
  readonly quota: () => QuotaState | undefined;
  /** See `PagerDutyClient.takeRepeat`. */
  readonly takeRepeat: () => boolean;
}

/**
 * Sends calls with the account's credential and PagerDuty's headers (contracts: pagerduty-rest section 1).
 */
export function createAsk(options: PagerDutyClientOptions): AccountLine {
  const { account, clock = SYSTEM_CLOCK, credential } = options;
  const transport = createTransport({
    ...options,
    readQuota,
    secrets: CALENDAR_LINKS,
    baseUrl: account.baseUrl,
    headers: {
      accept: 'application/vnd.pagerduty+json;version=2',
      'user-agent': 'pagergraph',
    },
  });
  const theirs = new UpstreamClock(() => clock.now());

  /** A call refused with 401 was not executed: it is sent once more where there can be another credential. */
  async function send(
    { endpoint, method, path, body, from }: UnsignedCall,
    scope?: CallScope,
  ): Promise<{ raw: DatedAnswer; secrets: readonly string[] }> {
    const type = body === undefined ? undefined : 'application/json';
    for (let mayRenew = true; ; mayRenew = false) {
      // oxlint-disable no-await-in-loop -- one try follows the other
      const authorization = await authorizationFor(endpoint, credential, scope);
      const headers = { authorization, from, 'content-type': type };
      const raw = await transport.send({ endpoint, method, path, headers, body }, scope);
      // oxlint-enable no-await-in-loop
      if (raw.status !== 401 || !mayRenew || !credential.refused(authorization))
        return { raw, secrets: [authorization.replace(/^(?:Token token=|Bearer )/, '')] };
    }
  }

  const askFor =
    (scope?: CallScope): Ask =>
    async (endpoint, method, path, change) => {
      const actor = change && (change.actor ?? account.from);
      const from = actor === undefined ? undefined : headerValue(actor);
      if (scope) takeRead(endpoint, scope);
      try {
        const { raw, secrets } = await send({ endpoint, method, path, body: change?.body, from }, scope);
        scope?.onAnswer?.();
        const { status, headers, text, json, sentAt, answeredAt, repeated } = raw;
        theirs.learn(headers, sentAt, answeredAt);
        const asked = path.split('?', 1)[0];
        return {
          endpoint,
          path: asked,
          named: change?.named,
          status,
          headers,
          text,
          json,
          secrets,
          repeated,
          now: clock.now(),
          sentAt: theirs.momentOf(sentAt),
        };
      } catch (error) {
        if (!(error instanceof TransportFailure)) throw error;
        throw faultOfBreakdown('PAGERDUTY', endpoint, error.breakdown, error);
      }
    };
  return {
    askFor,
    now: () => theirs.now(),
    momentOf: (ours) => theirs.momentOf(ours),
    endSharing: () => transport.endSharing(),
    quota: () => transport.quota,
    takeRepeat: () => transport.takeRepeat(),
  };
}

/** Without a credential nothing was sent. */
async function authorizationFor({ effect }: Endpoint, credential: Credential, scope?: CallScope): Promise<string> {
  try {
    return await credential.authorization(scope);
  } catch (error) {
    throw error instanceof Fault && effect === 'write' ? error.with({ outcome: 'NOT_SENT' }) : error;
  }
}
