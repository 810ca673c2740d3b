/** A webhook subscription as PagerDuty sends it (docs/upstream-quirks.md, "PagerDuty: webhook subscriptions"). */
export interface WireWebhookSubscription {
  readonly id: string;
  readonly active: boolean;
  readonly description?: string | null;
  readonly delivery_method?: {
    readonly url?: string | null;
    /** In the response to a create only (docs/upstream-quirks.md, quirk 123). */
    readonly secret?: string | null;
    /** Set for 24 hours after three dropped deliveries in a row; absent in some responses. */
    readonly temporarily_disabled?: boolean | null;
  } | null;
}

/** A new subscription to events of the whole account. It is active at once (docs/upstream-quirks.md, quirk 125). */
export interface WebhookSubscriptionDraft {
  readonly url: string;
  /** Such as `incident.acknowledged`; at least one. */
  readonly events: readonly string[];
  readonly description: string;
}

/** Address and secret of a subscription cannot change (docs/upstream-quirks.md, quirk 124). */
export interface WebhookSubscriptionChanges {
  readonly active?: boolean;
  readonly description?: string;
  readonly events?: readonly string[];
}
