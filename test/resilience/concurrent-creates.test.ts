import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fieldValues } from '../sandbox/harness.js';
import { startResilienceHarness, type ProxiedAccount, type ResilienceHarness } from './harness.js';
import { faultAction } from './injected-faults.js';

const TRIGGER = `mutation ($account: String, $title: String!, $dedupKey: String!) {
  triggerIncident(input: {
    account: $account, service: { pagerDutyId: "PSVC001" }, title: $title, dedupKey: $dedupKey, onDuplicate: RETURN_EXISTING
  }) { created incident { pagerDutyId } userErrors { code } }
}`;

let harness: ResilienceHarness;
let account: ProxiedAccount;
beforeAll(async () => {
  harness = await startResilienceHarness(10);
});
beforeEach(() => {
  account = harness.unusedAccount();
});
afterAll(() => harness.stop());

interface TriggerResult {
  readonly created: boolean | null;
  readonly incident: { readonly pagerDutyId: string };
}

/** Ten callers trigger with the same key at once. */
async function triggerConcurrently(dedupKey: string): Promise<readonly TriggerResult[]> {
  const racers = Array.from({ length: 10 }, async (_, n) => {
    const variables = { account: account.key, title: `Racer ${n}`, dedupKey };
    const { data, errors } = await harness.run(TRIGGER, variables);
    expect(errors).toBeUndefined();
    return data?.['triggerIncident'] as unknown as TriggerResult;
  });
  return Promise.all(racers);
}

async function incidentsWithKey(dedupKey: string): Promise<readonly string[]> {
  const { json } = await harness.testSandbox.pagerduty(`/incidents?date_range=all&incident_key=${dedupKey}`);
  return fieldValues(json['incidents'], 'id');
}

const isCreate = ({ method }: { method: string }) => method === 'POST';

describe('ten callers who trigger with one dedup key at once', () => {
  test('get one incident, and one of them gets `created`', async () => {
    const all = await triggerConcurrently('race-1');
    const [id] = await incidentsWithKey('race-1');
    expect(all.map(({ incident }) => incident.pagerDutyId)).toEqual(all.map(() => id));
    expect(all.filter(({ created }) => created).length).toBe(1);
    expect(all.filter(({ created }) => created === false).length).toBe(9);
  });

  test.each([1, 3, 10])('get one incident although %d responses are lost after the write', async (times) => {
    const key = `race-lost-${times}`;
    account.pagerduty.injectFault(faultAction('lost'), isCreate, times);
    const all = await triggerConcurrently(key);
    const made = await incidentsWithKey(key);
    expect(made).toHaveLength(1);
    expect(all.map(({ incident }) => incident.pagerDutyId)).toEqual(all.map(() => made[0]));
    expect(all.filter(({ created }) => created).length).toBeLessThanOrEqual(1);
  });

  test('get one incident although the first attempts never arrive', async () => {
    account.pagerduty.injectFault(faultAction('503'), isCreate, 5);
    const all = await triggerConcurrently('race-5xx');
    expect(await incidentsWithKey('race-5xx')).toHaveLength(1);
    expect(all.filter(({ created }) => created).length).toBeLessThanOrEqual(1);
  });
});
