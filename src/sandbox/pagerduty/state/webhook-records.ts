/** Something that webhooks report. It is a snapshot: later changes of the incident do not change it. */
export interface WebhookEvent {
  readonly id: string;
  readonly type: string;
  /** ISO 8601 with milliseconds. */
  readonly occurredAt: string;
  /** A reference to the user; null for automation. */
  readonly agent: object | null;
  readonly data: object;
  /** Id of the incident. Webhooks of one incident are delivered in order. Null for a test event. */
  readonly incidentId: string | null;
  /** The service at the time of the event; null for a test event. */
  readonly serviceId: string | null;
}

export interface WebhookFilter {
  readonly type: 'account_reference' | 'service_reference' | 'team_reference';
  /** Null for the account. */
  readonly id: string | null;
}

export interface WebhookHeader {
  readonly name: string;
  readonly value: string;
}

/** Address, headers and secret never change (docs/upstream-quirks.md, quirk 124). */
export interface WebhookSubscription {
  readonly id: string;
  readonly deliveryMethodId: string;
  readonly url: string;
  /** 64 characters, used as they are (docs/upstream-quirks.md, quirk 122). */
  readonly secret: string;
  readonly customHeaders: readonly WebhookHeader[];
  description: string | null;
  events: readonly string[];
  filter: WebhookFilter;
  isActive: boolean;
  oauthClientId: string | null;
  /** Webhooks dropped since the last accepted one, or since the last time without deliveries. */
  droppedInARow: number;
  /** End of the time without deliveries, in milliseconds since the epoch; 0 if there was none. */
  disabledUntil: number;
}

/** Credentials with which webhooks get a bearer token. */
export interface WebhookOAuthClient {
  readonly id: string;
  name: string;
  clientId: string;
  clientSecret: string;
  scope: string | null;
  tokenUrl: string;
  /** Whether the last request for a token failed. */
  hasFailed: boolean;
  /** The current token; null before the first one. */
  token: string | null;
}
