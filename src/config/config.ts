import type { RedisAddress } from './redis-url.js';
import type { TrustedDocuments } from './trusted-documents-manifest.js';
import type { Scope } from './scopes.js';
import type { MetricsConfig, TracesConfig } from './telemetry-config.js';

/** The whole configuration of the gateway, as `readConfig` returns it. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Whether the upstreams are the built-in sandbox or the real APIs. */
  readonly mode: 'sandbox' | 'live';
  /** Whether incidents come and go in the sandbox while somebody watches. */
  readonly sandboxActivity: boolean;
  readonly pagerduty: Accounts<PagerDutyAccountConfig>;
  readonly cloudflare: Accounts<CloudflareAccountConfig>;
  /** Limit for all attempts, waits and the body of one upstream operation, in milliseconds. */
  readonly deadlineMs: number;
  /** Limit for one attempt of a retryable call, in milliseconds. */
  readonly tryTimeoutMs: number;
  /** How long a result is stored for its `idempotencyKey`, in seconds. */
  readonly idempotencyTtlSeconds: number;
  /** How long services, users, policies and priorities are cached, in seconds; 0 turns the cache off. */
  readonly referenceCacheSeconds: number;
  /** Seconds between two polls of a live feed. */
  readonly livePollSeconds: number;
  /** How long a stopping gateway still accepts requests, in seconds. */
  readonly shutdownDelaySeconds: number;
  /** Signs the cursors of all replicas; absent, a key is derived from each account's credential. */
  readonly cursorKey?: string;
  readonly callerAuth: CallerAuthConfig;
  /** Operations per minute of one caller; 0 means no limit. */
  readonly callerRateLimit: number;
  readonly limits: LimitsConfig;
  readonly subscriptions: SubscriptionsConfig;
  /** Web origins that browsers may call from. */
  readonly allowedOrigins: readonly string[];
  /** Host names that anonymous callers may use besides loopback; a leading dot matches all subdomains. */
  readonly allowedHosts: readonly string[];
  /** Request headers that browsers may send besides the default ones. */
  readonly allowedHeaders: readonly string[];
  /** Whether responses are compressed for clients that accept it. */
  readonly compress: boolean;
  /** The forward proxy for calls to https origins; absent, they are called directly. */
  readonly proxy?: ProxyConfig;
  /** Number of reverse proxies whose forwarding headers are trusted. */
  readonly trustProxy: number;
  /** When set, the gateway runs only these documents. */
  readonly trustedDocuments?: TrustedDocuments;
  /**
   * Whether an acknowledge may use the account's default actor; PagerDuty then assigns the incident to this actor. An
   * account can override it.
   */
  readonly fromMayAcknowledge: boolean;
  /** Whether a router of Apollo Federation may use the gateway as a subgraph. */
  readonly federation: boolean;
  readonly introspection: boolean;
  readonly playground: boolean;
  readonly board: boolean;
  /** Where replicas share state; absent, it is kept in the process. */
  readonly redis?: RedisConfig;
  readonly outbox: OutboxConfig;
  readonly logLevel: string;
  /** Absent, there are no metrics. */
  readonly metrics?: MetricsConfig;
  /** Absent, no trace is recorded. */
  readonly traces?: TracesConfig;
}

export interface RedisConfig {
  /** May contain credentials, so it must never be logged or returned. */
  readonly address: RedisAddress;
  /** Start of every key. */
  readonly prefix: string;
  /** Certificates in PEM format. */
  readonly ca?: string;
  /** Whether the gateway refuses to start without it. */
  readonly isRequired: boolean;
}

/** Where triggers wait while PagerDuty is unavailable; with Redis they wait there. */
export interface OutboxConfig {
  readonly file?: string;
  readonly ttlSeconds: number;
}

/** The forward proxy between the gateway and the upstreams. */
export interface ProxyConfig {
  /** May contain credentials, so it must never be logged or returned. */
  readonly url: string;
  /** Hosts that are called directly, in the format of `NO_PROXY`. */
  readonly noProxy: string;
}

/** How callers authenticate. */
export interface CallerAuthConfig {
  /** Path of the API keys; the file is read again whenever it changes. */
  readonly apiKeysFile?: string;
  readonly jwt?: JwtConfig;
  /** Scopes of callers without credentials. */
  readonly anonymousScopes: readonly Scope[];
}

/** The accepted access tokens. */
export interface JwtConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** Accounts of a token without `pagergraph_accounts`; `tokensMayUseAllAccounts` has the default. */
  readonly defaultAccounts?: 'all' | 'none';
  /** Whether the e-mail of a token without `email_verified` is trusted. */
  readonly defaultEmailVerified: boolean;
}

/** The maximum size of one operation. */
export interface LimitsConfig {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly complexity: number;
  /** Maximum size of an HTTP request body. */
  readonly bodyBytes: number;
  /** Maximum size of the response of one operation. */
  readonly responseBytes: number;
}

/** The maximum numbers of open subscriptions. The same numbers limit open WebSockets. */
export interface SubscriptionsConfig {
  readonly max: number;
  readonly maxPerCaller: number;
}

/** The accounts of one upstream by configured key; empty when the upstream is not configured. */
export interface Accounts<T> {
  readonly byKey: Readonly<Record<string, T>>;
  /** Key of the account to use when the caller selects none; absent without any account. */
  readonly defaultKey?: string;
}

export type PagerDutyAccountConfig = PagerDutyKeyAccount | PagerDutyAppAccount;

interface PagerDutyAccountBase {
  readonly baseUrl: string;
  /** Base URL of the Events API, which has its own host. */
  readonly eventsUrl: string;
  readonly region: 'US' | 'EU' | 'CUSTOM';
  /** Routing keys of the Events API (secrets), by the names that callers use. */
  readonly routingKeys: Readonly<Record<string, string>>;
  /** Signing secrets of its webhook subscriptions, each valid; absent without webhooks. */
  readonly webhookSecrets?: readonly string[];
  /** E-mail of the default actor for changes. */
  readonly from?: string;
  /** Overrides `Config.fromMayAcknowledge` for this account. */
  readonly fromMayAcknowledge?: boolean;
  /** Id of the webhook subscription that delivers to this gateway. */
  readonly webhookSubscriptionId?: string;
}

export interface PagerDutyKeyAccount extends PagerDutyAccountBase {
  /** REST API key, sent as `Authorization: Token token=…`. */
  readonly apiToken: string;
  readonly app?: undefined;
}

export interface PagerDutyAppAccount extends PagerDutyAccountBase {
  readonly apiToken?: undefined;
  /** Obtains access tokens that replace an API key. */
  readonly app: OAuthAppConfig;
}

/** A scoped OAuth app (client credentials). */
export interface OAuthAppConfig {
  /** Token endpoint of PagerDuty's identity service, which has its own host. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Such as `as_account-us.example` and `incidents.read`. */
  readonly scopes: readonly string[];
}

export interface CloudflareAccountConfig {
  readonly baseUrl: string;
  /** 32 hex digits. */
  readonly accountId: string;
  readonly apiToken: string;
  /** Page where a user links PagerDuty; `{token}` is replaced by the connect token. */
  readonly consentUrl?: string;
}
