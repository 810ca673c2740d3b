import type { TrustedDocuments } from './trusted-documents-manifest.js';
import type { Scope } from './scopes.js';

export type CompileMode = 'always' | 'repeated' | 'never';

/** Everything the gateway needs to know from outside, read once by `readConfig`. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Which upstreams answer: the built-in sandbox or the real APIs. */
  readonly mode: 'sandbox' | 'live';
  readonly pagerduty: Accounts<PagerDutyAccountConfig>;
  readonly cloudflare: Accounts<CloudflareAccountConfig>;
  /** All tries, waits and body of one upstream operation, in milliseconds. */
  readonly deadlineMs: number;
  /** One try of a call that may be repeated, in milliseconds. */
  readonly tryTimeoutMs: number;
  /** How long an answer is kept for its `idempotencyKey`, in seconds. */
  readonly idempotencyTtlSeconds: number;
  /** How long services, people, policies and priorities may be remembered, in seconds; 0 = not at all. */
  readonly referenceCacheSeconds: number;
  /** Signs cursors, for every replica alike; each account's credential does without it. */
  readonly cursorKey?: string;
  readonly callerAuth: CallerAuthConfig;
  /** Operations a minute for one caller; 0 = no limit. */
  readonly callerRateLimit: number;
  readonly limits: LimitsConfig;
  /** Web origins that browsers may call from. */
  readonly allowedOrigins: readonly string[];
  /** Host names that callers without credentials may use, beside loopback; one with a leading dot stands for all below it. */
  readonly allowedHosts: readonly string[];
  /** Request headers that those may send, beside the usual ones. */
  readonly allowedHeaders: readonly string[];
  /** Whether answers are compressed for callers that accept it. */
  readonly compress: boolean;
  /** What carries calls to https origins; absent: they are called directly. */
  readonly proxy?: ProxyConfig;
  /** How many proxies stand before the gateway, whose forwarding headers are believed. */
  readonly trustProxy: number;
  /** When given, nothing else runs. */
  readonly trustedDocuments?: TrustedDocuments;
  /**
   * Whether an incident may be acknowledged in the name of an account's default person, to whom PagerDuty then assigns it;
   * of accounts that do not say so themselves.
   */
  readonly fromMayAcknowledge: boolean;
  readonly introspection: boolean;
  readonly playground: boolean;
  /** Which operations run as code made for them: all, those that come again, or none. */
  readonly compileQueries: CompileMode;
  readonly logLevel: string;
}

/** A forward proxy between this gateway and the upstreams. */
export interface ProxyConfig {
  /** With credentials where it asks for them, so it must not be told. */
  readonly url: string;
  /** Hosts that are called directly, as `NO_PROXY` lists them. */
  readonly noProxy: string;
}

/** By which ways callers come in. */
export interface CallerAuthConfig {
  /** Path of a list as `parseApiKeys` reads it; read again whenever it changes. */
  readonly apiKeysFile?: string;
  readonly jwt?: JwtConfig;
  /** What callers may do who show no credentials. */
  readonly anonymousScopes: readonly Scope[];
}

/** Whose access tokens are believed. */
export interface JwtConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** What a token without `pagergraph_accounts` may use; see `tokensMayUseAll` for what holds when it is absent. */
  readonly defaultAccounts?: 'all' | 'none';
  /** Whether the e-mail of a token without `email_verified` is believed. */
  readonly defaultEmailVerified: boolean;
}

/** What one operation may ask for at most. */
export interface LimitsConfig {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly complexity: number;
  /** Of an HTTP request. */
  readonly bodyBytes: number;
  /** Of the answer of one operation. */
  readonly responseBytes: number;
}

/** The accounts of one upstream by their configured key; empty when that upstream is not configured. */
export interface Accounts<T> {
  readonly byKey: Readonly<Record<string, T>>;
  /** Key of the account that is meant when a caller names none; absent when there is no account. */
  readonly defaultKey?: string;
}

export type PagerDutyAccountConfig = PagerDutyKeyAccount | PagerDutyAppAccount;

interface PagerDutyAccountBase {
  readonly baseUrl: string;
  /** Of the Events API, which is another host. */
  readonly eventsUrl: string;
  readonly region: 'US' | 'EU' | 'CUSTOM';
  /** Secrets for the Events API, by what callers call them. */
  readonly routingKeys: Readonly<Record<string, string>>;
  /** E-mail of the user in whose name changes are made when the caller names none. */
  readonly from?: string;
  /** As in `Config`, for this account alone. */
  readonly fromMayAcknowledge?: boolean;
}

export interface PagerDutyKeyAccount extends PagerDutyAccountBase {
  /** REST API key, sent as `Token token=…`. */
  readonly apiToken: string;
  readonly app?: undefined;
}

export interface PagerDutyAppAccount extends PagerDutyAccountBase {
  readonly apiToken?: undefined;
  /** Gives tokens instead of a key. */
  readonly app: OAuthAppConfig;
}

/** A scoped OAuth app, which gets tokens for itself. */
export interface OAuthAppConfig {
  /** Of PagerDuty's identity service, which is another host. */
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
  /** Where a person links PagerDuty; `{token}` stands for the connect token. */
  readonly consentUrl?: string;
}
