import type { KeyObject } from 'node:crypto';
import type { GraphQLError } from 'graphql';
import { createCloudflareLoaders, type CloudflareLoaders } from '../../loaders/cloudflare-loaders.js';
import { PagerDutyLoaders } from '../../loaders/pagerduty-loaders.js';
import { renewAfterMutation } from '../../loaders/renew-after-mutation.js';
import type { Accounts, CloudflareAccountConfig, PagerDutyAccountConfig } from '../../config/config.js';
import type { CloudflareClient } from '../../upstream/cloudflare/client.js';
import type { EventsClient } from '../../upstream/pagerduty/events/client.js';
import type { PagerDutyClient } from '../../upstream/pagerduty/client.js';
import type { OAuthCredential } from '../../upstream/pagerduty/oauth-token.js';
import type { RateLimitStatus } from '../../store/rate-limiter.js';
import { type ConcurrentCreates, createConcurrentCreates } from '../../store/concurrent-creates.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import { type AccountDirectory, type ConfiguredAccounts, RequestAccounts } from './accounts/account-directory.js';
import { ResponseSize } from './limits/response-size.js';
import type { Caller } from './auth/caller.js';
import type { IdempotentRunner } from './mutations/idempotent-runner.js';

/** One PagerDuty account as resolvers may use it during one GraphQL request. */
export interface PagerDutyAccountContext {
  readonly caller: Caller;
  readonly requestScope: RequestScope;
  readonly key: string;
  readonly region: PagerDutyAccountConfig['region'];
  /** In whose name changes are made when neither input nor caller says. */
  readonly from?: string | undefined;
  /** Whether an incident may be acknowledged in the name of `from`, or of the owner of our key. */
  readonly fromMayAcknowledge: boolean;
  /** Whether our key is known to be the account's and no user's, so that every change must name somebody. */
  readonly isAccountKey: boolean;
  /** Signs its cursors. */
  readonly cursorKey: KeyObject;
  readonly client: PagerDutyClient;
  readonly events: EventsClient;
  /** Secrets for the Events API, by what callers call them. */
  readonly routingKeys: PagerDutyAccountConfig['routingKeys'];
  /** Of now: a mutation of the same request makes them forget. To be taken from here for each read. */
  readonly loaders: PagerDutyLoaders;
  /** Creates under way, of every account and caller. */
  readonly concurrentCreates: ConcurrentCreates;
}

/** One Cloudflare account as resolvers may use it during one GraphQL request. */
export interface CloudflareAccountContext {
  readonly requestScope: RequestScope;
  readonly key: string;
  readonly cloudflareId: string;
  readonly consentUrl?: string;
  /** Signs its cursors. */
  readonly cursorKey: KeyObject;
  readonly client: CloudflareClient;
  /** See `PagerDutyAccess.loaders`. */
  readonly loaders: CloudflareLoaders;
}

/** What is known of a GraphQL request before it is parsed. */
export interface RequestMetadata {
  readonly requestId: string;
  readonly caller: Caller;
  /** On whose behalf upstreams are called. */
  readonly requestScope: RequestScope;
  /** What the caller had left of its operations after this one. */
  readonly rateLimit: RateLimitStatus;
}

/** A resolver's only door to the world; made afresh for every GraphQL request. */
export interface Context extends RequestMetadata {
  /** Complexity points of the operation, set when it has been judged. */
  readonly operationCost: { points: number };
  readonly responseSize: ResponseSize;
  /** Errors of fields that are answered all the same, each with its path. */
  readonly additionalErrors: GraphQLError[];
  readonly idempotency: IdempotentRunner;
  readonly pagerduty: AccountDirectory<PagerDutyAccountContext>;
  readonly cloudflare: AccountDirectory<CloudflareAccountContext>;
}

/** What one PagerDuty account is reached by. */
export interface PagerDutyClients {
  readonly client: PagerDutyClient;
  readonly events: EventsClient;
  /** See `PagerDutyAccess.fromMayAcknowledge`. */
  readonly fromMayAcknowledge: boolean;
  /** Where an OAuth app stands in for a key. */
  readonly appTokens?: OAuthCredential | undefined;
}

/** What signs the cursors of one account. */
interface HasCursorKey {
  readonly cursorKey: KeyObject;
}

/** What lives as long as the gateway: the accounts and the clients of each. */
export interface Upstreams {
  readonly pagerduty: Accounts<PagerDutyAccountConfig & PagerDutyClients & HasCursorKey>;
  readonly cloudflare: Accounts<CloudflareAccountConfig & HasCursorKey & { readonly client: CloudflareClient }>;
  /** Whose the PagerDuty keys turned out to be, by configured account. */
  readonly keyTypes: ReadonlyMap<string, KeyType>;
}

/** PagerDuty wants an actor from an account's key; a user's key speaks for its user. */
export type KeyType = 'account' | 'user';

type ConfiguredPagerDutyAccount = Upstreams['pagerduty']['byKey'][string];
type ConfiguredCloudflareAccount = Upstreams['cloudflare']['byKey'][string];

/** @param maxResponseBytes of one operation */
export function createContextFactory(
  upstreams: Upstreams,
  idempotency: IdempotentRunner,
  maxResponseBytes: number,
): (request: RequestMetadata) => Context {
  const { keyTypes } = upstreams;
  const concurrentCreates = createConcurrentCreates();
  const pagerduty = indexPagerDutyAccounts(upstreams);
  const cloudflare = indexCloudflareAccounts(upstreams);
  return (request) => {
    const { requestId, caller, requestScope, rateLimit } = request;
    return {
      requestId,
      caller,
      requestScope,
      rateLimit,
      operationCost: { points: 0 },
      responseSize: new ResponseSize(maxResponseBytes),
      additionalErrors: [],
      idempotency,
      pagerduty: new RequestAccounts(
        pagerduty,
        (key, account) =>
          createPagerDutyContext(key, account, request, keyTypes.get(key) === 'account', concurrentCreates),
        caller.accounts,
      ),
      cloudflare: new RequestAccounts(
        cloudflare,
        (key, account) => createCloudflareContext(key, account, request),
        caller.accounts,
      ),
    };
  };
}

function indexPagerDutyAccounts({ pagerduty }: Upstreams): ConfiguredAccounts<ConfiguredPagerDutyAccount> {
  const { byKey, defaultKey } = pagerduty;
  return { upstream: 'PAGERDUTY', byKey: new Map(Object.entries(byKey)), defaultKey };
}

function indexCloudflareAccounts({ cloudflare }: Upstreams): ConfiguredAccounts<ConfiguredCloudflareAccount> {
  const { byKey, defaultKey } = cloudflare;
  const upstreamIds = new Map(Object.entries(byKey).map(([key, { accountId }]) => [accountId, key]));
  return { upstream: 'CLOUDFLARE', byKey: new Map(Object.entries(byKey)), defaultKey, upstreamIds };
}

function createPagerDutyContext(
  key: string,
  account: ConfiguredPagerDutyAccount,
  { caller, requestScope }: RequestMetadata,
  isAccountKey: boolean,
  concurrentCreates: ConcurrentCreates,
): PagerDutyAccountContext {
  const client = account.client.withScope(requestScope);
  const loaders = renewAfterMutation(requestScope, () => new PagerDutyLoaders(client));
  const { events, routingKeys, from, fromMayAcknowledge, region, cursorKey } = account;
  return {
    caller,
    requestScope,
    key,
    region,
    from,
    fromMayAcknowledge,
    isAccountKey,
    cursorKey,
    client,
    events,
    routingKeys,
    concurrentCreates,
    get loaders() {
      return loaders();
    },
  };
}

function createCloudflareContext(
  key: string,
  { client: sharedClient, accountId: cloudflareId, consentUrl, cursorKey }: ConfiguredCloudflareAccount,
  { requestScope }: RequestMetadata,
): CloudflareAccountContext {
  const client = sharedClient.withScope(requestScope);
  const loaders = renewAfterMutation(requestScope, () => createCloudflareLoaders(client));
  return {
    requestScope,
    key,
    cloudflareId,
    cursorKey,
    client,
    consentUrl,
    get loaders() {
      return loaders();
    },
  };
}
