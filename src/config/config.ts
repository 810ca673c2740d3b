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
  readonly introspection: boolean;
  readonly playground: boolean;
  readonly logLevel: string;
}

/** The accounts of one upstream by their configured key; empty when that upstream is not configured. */
export interface Accounts<T> {
  readonly byKey: Readonly<Record<string, T>>;
  /** Key of the account that is meant when a caller names none; absent when there is no account. */
  readonly defaultKey?: string;
}

export interface PagerDutyAccountConfig {
  readonly baseUrl: string;
  readonly region: 'US' | 'EU' | 'CUSTOM';
  /** REST API key, sent as `Token token=…`. */
  readonly apiToken: string;
  /** E-mail of the user in whose name changes are made when the caller names none. */
  readonly from?: string;
}

export interface CloudflareAccountConfig {
  readonly baseUrl: string;
  /** 32 hex digits. */
  readonly accountId: string;
  readonly apiToken: string;
  /** Where a person links PagerDuty; `{token}` stands for the connect token. */
  readonly consentUrl?: string;
}
