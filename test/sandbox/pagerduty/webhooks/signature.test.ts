import { describe, expect, test } from '@jest/globals';
import { signWebhook } from '../../../../src/sandbox/pagerduty/webhooks/signature.js';
import { readSignedWebhooks } from './signed-webhooks.js';

const { secret, secondSecret, rotation, webhooks } = readSignedWebhooks();

describe('the signature of a recorded webhook', () => {
  test.each(webhooks)('$type equals that of PagerDuty, and one changed bit changes it', ({ body, signature }) => {
    expect(signWebhook(secret, body)).toBe(signature);
    const changed = Buffer.from(body);
    const middle = body.length >> 1;
    changed[middle] = (changed[middle] ?? 0) ^ 1;
    expect(signWebhook(secret, changed.toString())).not.toBe(signature);
    expect(signWebhook(secret, `${body}\n`)).not.toBe(signature);
    expect(signWebhook(Buffer.from(secret, 'base64').toString('latin1'), body)).not.toBe(signature);
  });

  test('of two secrets is one header', () => {
    const body = webhooks.at(-1)?.body ?? '';
    expect([secret, secondSecret].map((one) => signWebhook(one, body)).join(',')).toBe(rotation);
  });
});
