import type { UpstreamMessage } from '../../faults/fault.js';
import type { CallScope } from '../transport/request-scope.js';
import { isObject } from '../../shared/json.js';
import { pathId } from '../transport/http/url-safe-id.js';
import type { QuotaState } from '../transport/resilience/rate-limit.js';
import { type Asking, type CloudflareClientOptions, createAsk } from './requester.js';
import { ENDPOINTS } from './endpoints.js';
import { open, pageOf, resultOf, wholeResultOf } from './envelope.js';
import { isCreated, isDestination, isNotification, isPolicy, pagerDutyEligibility } from './type-guards.js';
import { wholeList } from './complete-list.js';
import type { HistoryQuery, Page, WireDestination, WireEligibility, WireNotification, WirePolicy } from './wire.js';

/** A result with Cloudflare's informational `messages[]`, cleaned. */
export interface Told<T> {
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
  onBehalfOf(scope: CallScope): CloudflareClient;
  /** The rate limit as Cloudflare last told it; undefined until its first answer. */
  quota(): QuotaState | undefined;
  /** Takes one of the account's repeats for a call that is sent again after looking; false when there is none. */
  takeRepeat(): boolean;
  /** `GET /destinations/pagerduty`; not known to be paged. */
  listPagerDutyDestinations(): Promise<readonly WireDestination[]>;
  /** `DELETE /destinations/pagerduty`: removes every PagerDuty service of the account. */
  deletePagerDutyDestinations(): Promise<Told<void>>;
  /** `POST /destinations/pagerduty/connect`; the id is the connect token, a secret. */
  createConnectToken(): Promise<Told<{ readonly id: string }>>;
  /** `GET /destinations/pagerduty/connect/{token}`: a GET that writes; what its id means is not documented. */
  linkPagerDuty(token: string): Promise<Told<{ readonly id: string }>>;
  /** PagerDuty's part of `GET /destinations/eligible`. */
  getPagerDutyEligibility(): Promise<WireEligibility>;
  /** `GET /policies`; not known to be paged. */
  listPolicies(): Promise<readonly WirePolicy[]>;
  /** `GET /history`: what was sent in the last 30 to 90 days, by page number. */
  listHistory(query: HistoryQuery): Promise<Page<WireNotification>>;
}

const DESTINATIONS = '/destinations/pagerduty';

/** A prototype, since every request has a client of its own. */
const METHODS: Omit<CloudflareClient, 'quota' | 'takeRepeat' | 'onBehalfOf'> & ThisType<Asking> = {
  async listPagerDutyDestinations() {
    return wholeList(
      (query) => this.ask(ENDPOINTS.listPagerDutyDestinations, 'GET', DESTINATIONS + query),
      isDestination,
    );
  },
  async deletePagerDutyDestinations() {
    const { messages } = open(await this.ask(ENDPOINTS.deletePagerDutyDestinations, 'DELETE', DESTINATIONS));
    return { result: undefined, messages };
  },
  async createConnectToken() {
    return resultOf(await this.ask(ENDPOINTS.createConnectToken, 'POST', `${DESTINATIONS}/connect`), isCreated);
  },
  async linkPagerDuty(token) {
    const path = `${DESTINATIONS}/connect/${pathId(token)}`;
    return resultOf(await this.ask(ENDPOINTS.linkPagerDuty, 'GET', path, token), isCreated);
  },
  async getPagerDutyEligibility() {
    const answer = await this.ask(ENDPOINTS.getPagerDutyEligibility, 'GET', '/destinations/eligible');
    return pagerDutyEligibility(wholeResultOf(answer, isObject));
  },
  async listPolicies() {
    return wholeList((query) => this.ask(ENDPOINTS.listPolicies, 'GET', `/policies${query}`), isPolicy);
  },
  async listHistory(query) {
    const received = await this.ask(ENDPOINTS.listHistory, 'GET', `/history${historyQuery(query)}`);
    return pageOf(received, isNotification, query);
  },
};

/**
 * A client of one Cloudflare account.
 *
 * @throws Fault `INVALID_INPUT` when the account's id or token cannot be sent
 */
export function createCloudflareClient(options: CloudflareClientOptions): CloudflareClient {
  const { askFor, ...line } = createAsk(options);
  const onBehalfOf = (scope?: CallScope): CloudflareClient =>
    Object.assign(Object.create(METHODS) as typeof METHODS, line, { ask: askFor(scope), onBehalfOf });
  return onBehalfOf();
}

function historyQuery({ page, perPage, since, before }: HistoryQuery): string {
  const query = new URLSearchParams({ page: String(page), per_page: String(perPage) });
  if (since !== undefined) query.set('since', since);
  if (before !== undefined) query.set('before', before);
  return `?${query.toString()}`;
}
