import type { KeyObject } from 'node:crypto';
import type { GraphQLError } from 'graphql';
import type { CloudflareLoaders } from '../../loaders/cloudflare-loaders.js';
import type { IncidentFeed } from '../../feed/incident-feed.js';
import type { IncidentFeeds } from '../../feed/incident-feeds.js';
import type { PagerDutyLoaders } from '../../loaders/pagerduty-loaders.js';
import type { Accounts, CloudflareAccountConfig, PagerDutyAccountConfig } from '../../config/config.js';
import type { CloudflareClient } from '../../upstream/cloudflare/client.js';
import type { EventsClient } from '../../upstream/pagerduty/events/client.js';
import type { PagerDutyClient } from '../../upstream/pagerduty/client.js';
import type { OAuthCredential } from '../../upstream/pagerduty/oauth-token.js';
import type { KeyedLock } from '../../shared/keyed-lock.js';
import type { RateLimitStatus } from '../../store/rate-limiter.js';
import type { ConcurrentCreates } from '../../store/concurrent-creates.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import type { AccountDirectory } from './accounts/account-directory.js';
import type { AccountOutbox } from './outbox/account-outbox.js';
import type { ResponseSize } from './limits/response-size.js';
import type { Caller } from './auth/caller.js';
import type { IdempotentRunner } from './mutations/idempotent-runner.js';

/** One PagerDuty account, as resolvers use it during one GraphQL request. */
export interface PagerDutyAccountContext {
  readonly caller: Caller;
  readonly requestScope: RequestScope;
  readonly key: string;
  readonly region: PagerDutyAccountConfig['region'];
  /** Default actor when neither the input nor the caller has an e-mail. */
  readonly from?: string | undefined;
  /** Whether `from` or the owner of the API key may acknowledge incidents. */
  readonly fromMayAcknowledge: boolean;
  /** Whether the API key is known to belong to the account and not to a user, so that every mutation needs an actor. */
  readonly isAccountKey: boolean;
  /** Signs the cursors of the account. */
  readonly cursorKey: KeyObject;
  readonly client: PagerDutyClient;
  readonly events: EventsClient;
  /** Routing keys of the Events API (secrets), by the names that callers use. */
  readonly routingKeys: PagerDutyAccountConfig['routingKeys'];
  /** Replaced after each mutation of the same request: get them from here for every read. */
  readonly loaders: PagerDutyLoaders;
  /** The account's incidents as they happen; of all callers. */
  readonly feed: IncidentFeed;
  /** Creates in flight, of all accounts and callers. */
  readonly concurrentCreates: ConcurrentCreates;
  /** What waits for the account, of all callers; absent if nothing can wait. */
  readonly outbox: AccountOutbox | undefined;
}

/** One Cloudflare account, as resolvers use it during one GraphQL request. */
export interface CloudflareAccountContext {
  readonly requestScope: RequestScope;
  readonly key: string;
  readonly cloudflareId: string;
  readonly consentUrl?: string | undefined;
  /** Signs the cursors of the account. */
  readonly cursorKey: KeyObject;
  readonly client: CloudflareClient;
  /** One writer per policy at a time, of all callers and replicas. */
  readonly policyLock: KeyedLock;
  /** See `PagerDutyAccountContext.loaders`. */
  readonly loaders: CloudflareLoaders;
}

/** Data of a GraphQL request that is available before parsing. */
export interface RequestMetadata {
  readonly requestId: string;
  readonly caller: Caller;
  /** Scope of the upstream calls of the request. */
  readonly requestScope: RequestScope;
  /** Rate limit of the caller after this operation. */
  readonly rateLimit: RateLimitStatus;
}

/** Context of the resolvers, created for every GraphQL request. Resolvers use nothing else. */
export interface Context extends RequestMetadata {
  /** Complexity points of the operation, set after its cost was calculated. */
  readonly operationCost: { points: number };
  readonly responseSize: ResponseSize;
  /** Errors of fields that return a value nevertheless, each with its path. */
  readonly additionalErrors: GraphQLError[];
  readonly idempotency: IdempotentRunner;
  readonly pagerduty: AccountDirectory<PagerDutyAccountContext>;
  readonly cloudflare: AccountDirectory<CloudflareAccountContext>;
}

/** Clients of one PagerDuty account. */
export interface PagerDutyClients {
  readonly client: PagerDutyClient;
  readonly events: EventsClient;
  /** See `PagerDutyAccountContext.fromMayAcknowledge`. */
  readonly fromMayAcknowledge: boolean;
  /** Set when the account uses an OAuth app instead of an API key. */
  readonly appTokens?: OAuthCredential | undefined;
}

interface HasCursorKey {
  readonly cursorKey: KeyObject;
}

/** Accounts and their clients, created once per process. */
export interface Upstreams {
  readonly pagerduty: Accounts<PagerDutyAccountConfig & PagerDutyClients & HasCursorKey>;
  readonly cloudflare: Accounts<CloudflareAccountConfig & HasCursorKey & { readonly client: CloudflareClient }>;
  readonly feeds: IncidentFeeds;
  /** Detected types of the PagerDuty API keys, by account key. */
  readonly keyTypes: ReadonlyMap<string, KeyType>;
}

/** An account's API key needs an actor; a user's API key acts as its owner. */
export type KeyType = 'account' | 'user';

export type ConfiguredPagerDutyAccount = Upstreams['pagerduty']['byKey'][string];
export type ConfiguredCloudflareAccount = Upstreams['cloudflare']['byKey'][string];
