import type { UpstreamMessage } from '../../faults/fault.js';
import type { RequestScope } from '../transport/request-scope.js';
import { hasId, isObject } from '../../shared/json.js';
import { stringifyLosslessJson } from '../../shared/lossless-json.js';
import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import type { UpstreamRateLimit } from '../transport/resilience/rate-limit.js';
import { type ClientContext, type CloudflareClientOptions, createRequester } from './requester.js';
import { decodeAlertTypes } from './alert-types.js';
import { ENDPOINTS } from './endpoints.js';
import { openEnvelope, decodePage, decodeResult, decodeUnpagedResult } from './envelope.js';
import { isDestination, isNotification, isPolicy, isSilence, toPagerDutyEligibility } from './type-guards.js';
import { readCompleteList } from './complete-list.js';
import { mapEntries } from '../transport/partial-list.js';
import type {
  HistoryQuery,
  Page,
  PolicyBody,
  SilenceDraft,
  WireAlertType,
  WireDestination,
  WireEligibility,
  WireNotification,
  WirePolicy,
  WireSilence,
} from './wire.js';

/** A result with Cloudflare's informational `messages[]`, redacted. */
export interface WithMessages<T> {
  readonly result: T;
  readonly messages: readonly UpstreamMessage[];
}

/**
 * One method for each endpoint, named as in the error rules. Every method throws a Fault: the error of the response,
 * `INVALID_INPUT` before any call for an invalid argument, `UPSTREAM_…` without a readable response.
 */
export interface CloudflareClient {
  /** The same client with the scope of one request. */
  withScope(scope: RequestScope): CloudflareClient;
  /** The last reported rate limit; undefined before the first response. */
  rateLimit(): UpstreamRateLimit | undefined;
  /** Acquires a retry from the account's budget for a write that is retried after a check; false when none is left. */
  acquireRetry(): boolean;
  /** `GET /destinations/pagerduty`; not known to be paged. */
  listPagerDutyDestinations(): Promise<readonly WireDestination[]>;
  /** `DELETE /destinations/pagerduty`: removes every PagerDuty service of the account. */
  deletePagerDutyDestinations(): Promise<WithMessages<void>>;
  /** `POST /destinations/pagerduty/connect`; the id is the connect token, a secret. */
  createConnectToken(): Promise<WithMessages<{ readonly id: string }>>;
  /** `GET /destinations/pagerduty/connect/{token}`: a GET that writes; the meaning of the returned id is not documented. */
  linkPagerDuty(token: string): Promise<WithMessages<{ readonly id: string }>>;
  /** PagerDuty's part of `GET /destinations/eligible`. */
  getPagerDutyEligibility(): Promise<WireEligibility>;
  /** `GET /destinations/webhooks`, without addresses, which may contain secrets; not known to be paged. */
  listWebhookDestinations(): Promise<readonly WireDestination[]>;
  /** `GET /available_alerts`: alert types that the account is entitled to. */
  listAlertTypes(): Promise<readonly WireAlertType[]>;
  /** `GET /policies`; not known to be paged. */
  listPolicies(): Promise<readonly WirePolicy[]>;
  /** `POST /policies`; equal policies may exist several times. */
  createPolicy(body: PolicyBody): Promise<WithMessages<{ readonly id: string }>>;
  /** `GET /policies/{id}`. */
  getPolicy(id: string): Promise<WirePolicy>;
  /** `PUT /policies/{id}`: replaces the whole policy, whatever its present state. */
  replacePolicy(id: string, body: PolicyBody): Promise<WithMessages<void>>;
  /** `DELETE /policies/{id}`. */
  deletePolicy(id: string): Promise<WithMessages<void>>;
  /** `GET /silences`; not known to be paged. A new silence is listed a moment later. */
  listSilences(): Promise<readonly WireSilence[]>;
  /** `POST /silences` with one silence; the response has no id. */
  createSilence(draft: SilenceDraft): Promise<WithMessages<void>>;
  /** `DELETE /silences/{id}`; Cloudflare may accept an unknown id. */
  deleteSilence(id: string): Promise<WithMessages<void>>;
  /** `GET /history`: notifications of the last 30 to 90 days, by page number. */
  listHistory(query: HistoryQuery): Promise<Page<WireNotification>>;
}

const DESTINATIONS_PATH = '/destinations/pagerduty';

/** The prototype of the clients, because every request has its own client. */
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
    return decodeResult(await this.send(ENDPOINTS.linkPagerDuty, 'GET', path, { secret: token }), hasId);
  },
  async getPagerDutyEligibility() {
    const answer = await this.send(ENDPOINTS.getPagerDutyEligibility, 'GET', '/destinations/eligible');
    return toPagerDutyEligibility(decodeUnpagedResult(answer, isObject));
  },
  async listWebhookDestinations() {
    const destinations = await readCompleteList(
      (query) => this.send(ENDPOINTS.listWebhookDestinations, 'GET', `/destinations/webhooks${query}`),
      isDestination,
    );
    return mapEntries(destinations, ({ id, name }) => ({ id, name: name ?? null }));
  },
  async listAlertTypes() {
    return decodeAlertTypes(await this.send(ENDPOINTS.listAlertTypes, 'GET', '/available_alerts'));
  },
  async listPolicies() {
    return readCompleteList((query) => this.send(ENDPOINTS.listPolicies, 'GET', `/policies${query}`), isPolicy);
  },
  async createPolicy(body) {
    const options = { body: stringifyLosslessJson(body) };
    return decodeResult(await this.send(ENDPOINTS.createPolicy, 'POST', '/policies', options), hasId);
  },
  async getPolicy(id) {
    return decodeResult(await this.send(ENDPOINTS.getPolicy, 'GET', toPolicyPath(id)), isPolicy).result;
  },
  async replacePolicy(id, body) {
    const options = { body: stringifyLosslessJson(body) };
    const { messages } = openEnvelope(await this.send(ENDPOINTS.replacePolicy, 'PUT', toPolicyPath(id), options));
    return { result: undefined, messages };
  },
  async deletePolicy(id) {
    const { messages } = openEnvelope(await this.send(ENDPOINTS.deletePolicy, 'DELETE', toPolicyPath(id)));
    return { result: undefined, messages };
  },
  async listSilences() {
    return readCompleteList((query) => this.send(ENDPOINTS.listSilences, 'GET', `/silences${query}`), isSilence);
  },
  async createSilence(draft) {
    const options = { body: stringifyLosslessJson([draft]) };
    const { messages } = openEnvelope(await this.send(ENDPOINTS.createSilence, 'POST', '/silences', options));
    return { result: undefined, messages };
  },
  async deleteSilence(id) {
    const path = `/silences/${toUrlSafeId(id)}`;
    const { messages } = openEnvelope(await this.send(ENDPOINTS.deleteSilence, 'DELETE', path));
    return { result: undefined, messages };
  },
  async listHistory(query) {
    const received = await this.send(ENDPOINTS.listHistory, 'GET', `/history${formatHistoryQuery(query)}`);
    return decodePage(received, isNotification, query);
  },
};

/**
 * Creates the client of one Cloudflare account.
 *
 * @throws Fault `INVALID_INPUT` when the account's id or token cannot be sent
 */
export function createCloudflareClient(options: CloudflareClientOptions): CloudflareClient {
  const { sendFor, ...transport } = createRequester(options);
  const withScope = (scope?: RequestScope): CloudflareClient =>
    Object.assign(Object.create(METHODS) as typeof METHODS, transport, { send: sendFor(scope), withScope });
  return withScope();
}

function toPolicyPath(id: string): string {
  return `/policies/${toUrlSafeId(id)}`;
}

function formatHistoryQuery({ page, perPage, since, before }: HistoryQuery): string {
  const query = new URLSearchParams({ page: String(page), per_page: String(perPage) });
  if (since !== undefined) query.set('since', since);
  if (before !== undefined) query.set('before', before);
  return `?${query.toString()}`;
}
