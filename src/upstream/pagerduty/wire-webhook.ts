/** A webhook subscription as PagerDuty sends it (docs/upstream-quirks.md, "PagerDuty: webhook subscriptions"). */
export interface WireWebhookSubscription {
  readonly id: string;
  readonly active: boolean;
  readonly description?: string | null;
  readonly delivery_method?: {
    readonly url?: string | null;
    /** Set for 24 hours after three dropped deliveries in a row; absent in some responses. */
    readonly temporarily_disabled?: boolean | null;
  } | null;
}
