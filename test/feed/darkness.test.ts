import { describe, expect, test } from '@jest/globals';
import type { WebhookEvent } from '../../src/feed/incident-feed.js';
import { feedUnderTest } from './feed-under-test.js';

const { pagerduty, harness, restart } = feedUnderTest({ webhookSubscriptionId: 'PWHK1' });

const WORKS = 'The live feed receives events by webhook';
const DARK = 'PagerDuty delivers no webhooks; the live feed polls instead';

/** A webhook of an acknowledge that comes late. */
const LATE: WebhookEvent = {
  eventId: 'E1',
  rawType: 'incident.acknowledged',
  occurredAt: '2026-03-18T12:00:00.400Z',
  agent: null,
  incidentId: 'P1',
};

const shownStatus = async (id = 'P1') =>
  (await harness().feed.openIncidents()).incidents.find((incident) => incident.id === id)?.status;
const countLists = () => pagerduty().calls.filter((url) => url.startsWith('/incidents?')).length;

/** Lets reads of the subscription fail with a status, or without a response. */
function failChecks(times: number, status?: number): void {
  for (let count = 0; count < times; count += 1)
    pagerduty().intercept(/webhook_subscriptions/, (_respond, response) => {
      if (status === undefined) response.destroy();
      else response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
}

/** Open incidents whose list is read less often than the subscription. */
const MANY = 1_200;

/** PagerDuty is tried so often before a read has failed. */
const ATTEMPTS = 3;

describe('darkness', () => {
  test('a lost webhook is replaced by its log entry within two intervals', async () => {
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    pagerduty().put('P1', { status: 'acknowledged' });
    pagerduty().log('acknowledge', 'P1');
    await harness().advance(5);
    expect([await shownStatus(), harness().typesOf('P1')]).toEqual(['acknowledged', []]);
    await harness().advance(5);
    expect(harness().events()).toMatchObject([{ type: 'ACKNOWLEDGED', source: 'POLL' }]);
    // The webhook comes after all.
    harness().feed.receive(LATE, 'RECEIVED');
    await harness().advance(5);
    expect(harness().typesOf('P1')).toEqual(['ACKNOWLEDGED']);
  });

  test('a disabled subscription is reported, and events come from log entries at once', async () => {
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    expect(harness().feed.status()).toMatchObject({ source: 'WEBHOOK', webhook: { isTemporarilyDisabled: false } });
    pagerduty().isWebhookDisabled = true;
    await harness().advance(60);
    expect(harness().feed.status()).toMatchObject({ source: 'POLL', webhook: { isTemporarilyDisabled: true } });
    expect(harness().logged).toContain(DARK);
    pagerduty().put('P1', { status: 'acknowledged' });
    pagerduty().log('acknowledge', 'P1');
    await harness().advance(5);
    expect(harness().events()).toMatchObject([{ type: 'ACKNOWLEDGED', source: 'POLL' }]);
    pagerduty().isWebhookDisabled = false;
    await harness().advance(60);
    expect(harness().feed.status().source).toBe('WEBHOOK');
  });

  test('that is noticed between two polls is bridged at once', async () => {
    await restart({ pollSeconds: 25 });
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    await harness().advance(52);
    pagerduty().put('P1', { status: 'acknowledged' });
    pagerduty().log('acknowledge', 'P1');
    pagerduty().isWebhookDisabled = true;
    await harness().advance(8);
    expect(harness().typesOf('P1')).toEqual(['ACKNOWLEDGED']);
  });

  test('an event that is held for its webhook is reported as soon as darkness is noticed', async () => {
    await restart({ pollSeconds: 25 });
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    await harness().advance(45);
    pagerduty().put('P1', { status: 'acknowledged' });
    pagerduty().log('acknowledge', 'P1');
    pagerduty().isWebhookDisabled = true;
    await harness().advance(14);
    expect([await shownStatus(), harness().typesOf('P1')]).toEqual(['acknowledged', []]);
    await harness().advance(1);
    expect(harness().typesOf('P1')).toEqual(['ACKNOWLEDGED']);
  });

  test('is logged once when it begins, and reads no list', async () => {
    for (let count = 0; count < MANY; count += 1) pagerduty().put(`P${count}`);
    await harness().watch();
    const before = countLists();
    pagerduty().isWebhookDisabled = true;
    await harness().advance(60);
    expect([harness().logged, countLists() - before]).toEqual([[WORKS, DARK], 0]);
    await harness().advance(180);
    expect(harness().logged).toEqual([WORKS, DARK]);
  });

  test('is logged once when it ends, and a read of the open list begins at once', async () => {
    for (let count = 0; count < MANY; count += 1) pagerduty().put(`P${count}`);
    pagerduty().isWebhookDisabled = true;
    await harness().watch();
    const before = countLists();
    pagerduty().isWebhookDisabled = false;
    await harness().advance(59);
    expect([harness().logged, countLists() - before]).toEqual([[DARK], 0]);
    await harness().advance(1);
    expect([harness().logged, countLists() - before]).toEqual([[DARK, WORKS], 1]);
    await harness().advance(180);
    expect(harness().logged).toEqual([DARK, WORKS]);
  });
});

describe('a check of the subscription', () => {
  test('that fails once proves nothing; twice in a row counts as darkness', async () => {
    await harness().watch();
    // Attempts of one read are seconds apart.
    await harness().advance(5);
    const sourceAfterCheck = async (failures: number, status?: number) => {
      failChecks(failures, status);
      await harness().advance(60);
      return harness().feed.status().source;
    };
    expect(await sourceAfterCheck(ATTEMPTS, 500)).toBe('WEBHOOK');
    expect(await sourceAfterCheck(0)).toBe('WEBHOOK');
    expect(await sourceAfterCheck(ATTEMPTS)).toBe('WEBHOOK');
    expect(await sourceAfterCheck(ATTEMPTS, 500)).toBe('POLL');
    expect(harness().feed.status().webhook).toBeNull();
    expect(await sourceAfterCheck(0)).toBe('WEBHOOK');
  });

  test.each([403, 404])('that is refused with %s counts as darkness at once', async (status) => {
    await harness().watch();
    failChecks(1, status);
    await harness().advance(60);
    expect(harness().feed.status()).toMatchObject({ source: 'POLL', webhook: null });
  });

  test('that is refused for the rate limit proves nothing', async () => {
    await harness().watch();
    failChecks(ATTEMPTS, 429);
    await harness().advance(75);
    expect(harness().feed.status().source).toBe('WEBHOOK');
  });

  test('a subscription that may not be read counts as none', async () => {
    pagerduty().intercept(/webhook_subscriptions/, (_respond, response) =>
      response.writeHead(403, { 'content-type': 'application/json' }).end('{}'),
    );
    await harness().watch();
    expect(harness().feed.status()).toMatchObject({ source: 'POLL', webhook: null });
  });
});
