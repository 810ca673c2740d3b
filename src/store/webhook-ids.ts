/** Ids of received webhooks, separate for each account. Never rejects: a webhook is a hint, so a repeated one costs a read. */
export interface WebhookIds {
  /**
   * Records the ids of one webhook for 48 hours, unless it is known.
   *
   * @param account its configured key
   * @param ids of the delivery and of its event
   * @returns whether none of the ids was known
   */
  add(account: string, ids: readonly string[]): Promise<boolean>;
}

/** PagerDuty retries a webhook for this long (docs/upstream-quirks.md, quirk 134). */
export const WEBHOOK_ID_TTL_MS = 48 * 3_600_000;

/** Maximum number of ids of one account; the oldest are dropped. Two ids per webhook, so 10 000 webhooks. */
export const MAX_WEBHOOK_IDS = 20_000;
