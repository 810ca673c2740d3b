/** Path of an account's webhooks, before its configured key. */
export const WEBHOOK_PATH = '/webhooks/pagerduty/';

/** Where PagerDuty sends the webhooks of an account. Keys need no escaping: they have letters, digits, `_` and `-` only. */
export function toWebhookUrl(publicUrl: string, account: string): string {
  return `${publicUrl}${WEBHOOK_PATH}${account}`;
}
