import { createHmac } from 'node:crypto';

/**
 * The signature of a body: `v1=` and 64 hex digits. The secret is the key as it is (docs/upstream-quirks.md, quirk 122).
 *
 * @param body the exact text that is sent
 */
export function signWebhook(secret: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
