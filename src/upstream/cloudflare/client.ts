import type { UpstreamMessage } from '../../faults/fault.js';
import type { RequestScope } from '../transport/request-scope.js';
import { hasId, isObject } from '../../shared/json.js';
import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import type { UpstreamRateLimit } from '../transport/resilience/rate-limit.js';
import { type ClientContext, type CloudflareClientOptions, createRequester } from './requester.js';
import { ENDPOINTS } from './endpoints.js';
import { openEnvelope, decodePage, decodeResult, decodeUnpagedResult } from './envelope.js';
import { isDestination, isNotification, isPolicy, toPagerDutyEligibility } from './type-guards.js';
import { readCompleteList } from './complete-list.js';
import type { HistoryQuery, Page, WireDestination, WireEligibility, WireNotification, WirePolicy } from './wire.js';

/** A result with Cloudflare's informational `messages[]`, cleaned. */
export interface WithMessages<T> {
  readonly result: T;
  readonly messages: readonly UpstreamMessage[];
}

/**
 * One method an endpoint; the names are those of the answer table. Every method throws a Fault: the refusal
 * Cloudflare's answer stands for, `INVALID_INPUT` before any call for what cannot be sent, `UPSTREAM_…` when no answer
 * could be read.
 */
export interface CloudflareClient {
  /** The same client, asking on somebody's behalf. */
  withScope(scope: RequestScope): CloudflareClient;
  /** The rate limit as Cloudflare last told it; undefined until its first answer. */
  rateLimit(): UpstreamRateLimit | undefined;
  /** Takes one of the account's repeats for a call that is sent again after looking; false when there is none. */
  acquireRetry(): boolean;
  /** `GET /destinations/pagerduty`; not known to be paged. */
  listPagerDutyDestinations(): Promise<readonly WireDestination[]>;
  /** `DELETE /destinations/pagerduty`: removes every PagerDuty service of the account. */
  deletePagerDutyDestinations(): Promise<WithMessages<void>>;
  /** `POST /destinations/pagerduty/connect`; the id is the connect token, a secret. */
  createConnectToken(): Promise<WithMessages<{ readonly id: string }>>;
  /** `GET /destinations/pagerduty/connect/{token}`: a GET that writes; what its id means is not documented. */
  linkPagerDuty(token: string): Promise<WithMessages<{ readonly id: string }>>;
  /** PagerDuty's part of `GET /destinations/eligible`. */
  getPagerDutyEligibility(): Promise<WireEligibility>;
  /** `GET /policies`; not known to be paged. */
  listPolicies(): Promise<readonly WirePolicy[]>;
  /** `GET /history`: what was sent in the last 30 to 90 days, by page number. */
  listHistory(query: HistoryQuery): Promise<Page<WireNotification>>;
}

const DESTINATIONS_PATH = '/destinations/pagerduty';

/** A prototype, since every request has a client of its own. */
const METHODS: Omit<CloudflareClient, 'rateLimit' | 'acquireRetry' | 'withScope'> & ThisType<ClientContext> = {
  async listPagerDutyDestinations() {
    return readCompleteList(
      (query) => this.send(ENDPOINTS.listPagerDutyDestinations, 'GET', DESTINATIONS_PATH + query),
      isDestination,
    );
  },
  async deletePagerDutyDestinations() {
    const { messages } = openEnvelope(
      await this.send(ENDPOINTS.deletePagerDutyDestinations, 'DELETE', DESTINATIONS_PATH),
    );
    return { result: undefined, messages };
  },
  async createConnectToken() {
    return decodeResult(await this.send(ENDPOINTS.createConnectToken, 'POST', `${DESTINATIONS_PATH}/connect`), hasId);
  },
  async linkPagerDuty(token) {
    const path = `${DESTINATIONS_PATH}/connect/${toUrlSafeId(token)}`;
    return decodeResult(await this.send(ENDPOINTS.linkPagerDuty, 'GET', path, token), hasId);
  },
  async getPagerDutyEligibility() {
    const answer = await this.send(ENDPOINTS.getPagerDutyEligibility, 'GET', '/destinations/eligible');
    return toPagerDutyEligibility(decodeUnpagedResult(answer, isObject));
  },
  async listPolicies() {
    return readCompleteList((query) => this.send(ENDPOINTS.listPolicies, 'GET', `/policies${query}`), isPolicy);
  },
  async listHistory(query) {
    const received = await this.send(ENDPOINTS.listHistory, 'GET', `/history${formatHistoryQuery(query)}`);
    return decodePage(received, isNotification, query);
  },
};

/**
 * A client of one Cloudflare account.
 *
 * @throws Fault `INVALID_INPUT` when the account's id or token cannot be sent
 */
export function createCloudflareClient(options: CloudflareClientOptions): CloudflareClient {
  const { sendFor, ...transport } = createRequester(options);
  const withScope = (scope?: RequestScope): CloudflareClient =>
    Object.assign(Object.create(METHODS) as typeof METHODS, transport, { send: sendFor(scope), withScope });
  return withScope();
}

function formatHistoryQuery({ page, perPage, since, before }: HistoryQuery): string {
  const query = new URLSearchParams({ page: String(page), per_page: String(perPage) });
  if (since !== undefined) query.set('since', since);
  if (before !== undefined) query.set('before', before);
  return `?${query.toString()}`;
}
