import { describe, expect, test } from '@jest/globals';
import { createMemoryWebhookIds } from '../../src/store/memory/webhook-ids.js';

const HOUR = 3_600_000;

describe('the known webhook ids', () => {
  test('an id is known for 48 hours', async () => {
    let time = 1;
    const ids = createMemoryWebhookIds(() => time);
    expect(await ids.add('main', ['W1', 'E1'])).toBe(true);
    time += 48 * HOUR;
    expect(await ids.add('main', ['W2', 'E1'])).toBe(false);
    time += 1;
    expect(await ids.add('main', ['W1', 'E1'])).toBe(true);
  });

  test('an account keeps the last 10 000 webhooks, whatever other accounts receive', async () => {
    const ids = createMemoryWebhookIds();
    await ids.add('other', ['W0', 'E0']);
    for (let index = 0; index <= 10_000; index += 1) await ids.add('main', [`W${index}`, `E${index}`]);
    expect(await ids.add('main', ['W10000'])).toBe(false);
    expect(await ids.add('main', ['E1'])).toBe(false);
    expect(await ids.add('main', ['E0'])).toBe(true);
    expect(await ids.add('other', ['E0'])).toBe(false);
  });

  test('a replay with other ids does not push out the known ones', async () => {
    const ids = createMemoryWebhookIds();
    await ids.add('main', ['W', 'E']);
    for (let index = 0; index < 30_000; index += 1) await ids.add('main', [`replay ${index}`, 'E']);
    expect(await ids.add('main', ['W'])).toBe(false);
  });
});
