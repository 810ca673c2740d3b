import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { all, openAccount, type Account } from './harness.js';

let account: Account;
beforeEach(async () => {
  account = await openAccount();
});
afterEach(() => account.stage.sandbox.stop());

const pagerduty = () => account.alerting.destinations.pagerduty;

async function names(): Promise<readonly (string | undefined)[]> {
  return (await all(pagerduty().get(account.at))).map(({ name }) => name);
}

async function connected(...services: readonly string[]): Promise<string> {
  const { id = '' } = await pagerduty().create(account.at);
  await account.consent(id, ...services);
  await pagerduty().link(id, account.at);
  return id;
}

describe('the four calls of PagerDuty destinations', () => {
  test('the list has an id and a name for every connected service', async () => {
    expect(await names()).toEqual(['Website Edge', 'Payments Gateway', 'Origin Watch (old)']);
    const ids = (await all(pagerduty().get(account.at))).map(({ id }) => id);
    expect(ids).toEqual(ids.map(() => expect.stringMatching(/^[0-9a-f]{32}$/)));
  });

  test('the delete takes them all, and once more changes nothing', async () => {
    expect(await pagerduty().delete(account.at)).toEqual({ success: true, errors: [], messages: [] });
    expect(await names()).toEqual([]);
    expect(await pagerduty().delete(account.at)).toMatchObject({ success: true });
  });

  test('the connect token is new each time and connects nothing by itself', async () => {
    const [first, second] = [await pagerduty().create(account.at), await pagerduty().create(account.at)];
    expect(first.id).toMatch(/^[0-9a-f]{32}$/);
    expect(second.id).not.toBe(first.id);
    expect(await names()).toHaveLength(3);
  });

  test('the link connects what a person picked', async () => {
    await pagerduty().delete(account.at);
    await connected('Booking API', 'Ticket Delivery');
    expect(await names()).toEqual(['Booking API', 'Ticket Delivery']);
  });

  test('the id of a link is no destination', async () => {
    const { id = '' } = await pagerduty().create(account.at);
    await account.consent(id, 'Booking API');
    const link = await pagerduty().link(id, account.at);
    expect((await all(pagerduty().get(account.at))).map((destination) => destination.id)).not.toContain(link.id);
  });

  test('a token that is unknown, not authorised or used up is refused', async () => {
    const { id = '' } = await pagerduty().create(account.at);
    const used = await connected('Booking API');
    for (const token of ['0'.repeat(32), id, used])
      await expect(pagerduty().link(token, account.at)).rejects.toMatchObject({ status: 404, errors: [{ code: 0 }] });
  });
});

describe('the other destinations', () => {
  test('webhooks are listed', async () => {
    expect(await all(account.alerting.destinations.webhooks.list(account.at))).toMatchObject([
      { name: 'Harbourline chat', type: 'generic', last_failure: null },
    ]);
  });

  test('the account is eligible for all three ways', async () => {
    expect(await account.alerting.destinations.eligible.get(account.at)).toEqual({
      email: [{ eligible: true, ready: true, type: 'email' }],
      pagerduty: [{ eligible: true, ready: true, type: 'pagerduty' }],
      webhooks: [{ eligible: true, ready: true, type: 'webhook' }],
    });
  });

  test('an empty list may come as null', async () => {
    await pagerduty().delete(account.at);
    account.stage.sandbox.control.cloudflare.turn({ nulls: true });
    expect(await names()).toEqual([]);
  });
});
