import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { collectPages, startCloudflareHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startCloudflareHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const pagerduty = () => harness.alerting.destinations.pagerduty;

async function destinationNames(): Promise<readonly (string | undefined)[]> {
  return (await collectPages(pagerduty().get(harness.accountParams))).map(({ name }) => name);
}

async function connectServices(...services: readonly string[]): Promise<string> {
  const { id = '' } = await pagerduty().create(harness.accountParams);
  await harness.consent(id, ...services);
  await pagerduty().link(id, harness.accountParams);
  return id;
}

describe('the four endpoints of PagerDuty destinations', () => {
  test('the list has an id and a name for every connected service', async () => {
    expect(await destinationNames()).toEqual(['Website Edge', 'Payments Gateway', 'Origin Watch (old)']);
    const ids = (await collectPages(pagerduty().get(harness.accountParams))).map(({ id }) => id);
    expect(ids).toEqual(ids.map(() => expect.stringMatching(/^[0-9a-f]{32}$/)));
  });

  test('the delete removes all destinations, and a second delete changes nothing', async () => {
    expect(await pagerduty().delete(harness.accountParams)).toEqual({ success: true, errors: [], messages: [] });
    expect(await destinationNames()).toEqual([]);
    expect(await pagerduty().delete(harness.accountParams)).toMatchObject({ success: true });
  });

  test('a connect token is new each time and connects nothing by itself', async () => {
    const [first, second] = [
      await pagerduty().create(harness.accountParams),
      await pagerduty().create(harness.accountParams),
    ];
    expect(first.id).toMatch(/^[0-9a-f]{32}$/);
    expect(second.id).not.toBe(first.id);
    expect(await destinationNames()).toHaveLength(3);
  });

  test('the link connects the services that a person selected', async () => {
    await pagerduty().delete(harness.accountParams);
    await connectServices('Booking API', 'Ticket Delivery');
    expect(await destinationNames()).toEqual(['Booking API', 'Ticket Delivery']);
  });

  test('the id of a link is not the id of a destination', async () => {
    const { id = '' } = await pagerduty().create(harness.accountParams);
    await harness.consent(id, 'Booking API');
    const link = await pagerduty().link(id, harness.accountParams);
    expect(
      (await collectPages(pagerduty().get(harness.accountParams))).map((destination) => destination.id),
    ).not.toContain(link.id);
  });

  test('an unknown, unauthorized or used token is refused', async () => {
    const { id = '' } = await pagerduty().create(harness.accountParams);
    const used = await connectServices('Booking API');
    for (const token of ['0'.repeat(32), id, used])
      await expect(pagerduty().link(token, harness.accountParams)).rejects.toMatchObject({
        status: 404,
        errors: [{ code: 0 }],
      });
  });
});

describe('the other destinations', () => {
  test('webhooks are listed', async () => {
    expect(await collectPages(harness.alerting.destinations.webhooks.list(harness.accountParams))).toMatchObject([
      { name: 'Harbourline chat', type: 'generic', last_failure: null },
    ]);
  });

  test('the account is eligible for all three mechanisms', async () => {
    expect(await harness.alerting.destinations.eligible.get(harness.accountParams)).toEqual({
      email: [{ eligible: true, ready: true, type: 'email' }],
      pagerduty: [{ eligible: true, ready: true, type: 'pagerduty' }],
      webhooks: [{ eligible: true, ready: true, type: 'webhook' }],
    });
  });

  test('an empty list may be null', async () => {
    await pagerduty().delete(harness.accountParams);
    harness.testSandbox.sandbox.control.cloudflare.setSwitches({ nulls: true });
    expect(await destinationNames()).toEqual([]);
  });
});
