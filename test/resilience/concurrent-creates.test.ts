import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { column } from '../sandbox/harness.js';
import { badDay, type Account, type BadDay } from './harness.js';
import { deedOf } from './injected-faults.js';

const TRIGGER = `mutation ($account: String, $title: String!, $dedupKey: String!) {
  triggerIncident(input: {
    account: $account, service: { pagerDutyId: "PSVC001" }, title: $title, dedupKey: $dedupKey, onDuplicate: RETURN_EXISTING
  }) { created incident { pagerDutyId } userErrors { code } }
}`;

let day: BadDay;
let account: Account;
beforeAll(async () => {
  day = await badDay(10);
});
beforeEach(() => {
  account = day.account();
});
afterAll(() => day.end());

interface Triggered {
  readonly created: boolean | null;
  readonly incident: { readonly pagerDutyId: string };
}

/** Ten callers trigger the same thing at once. */
async function race(dedupKey: string): Promise<readonly Triggered[]> {
  const racers = Array.from({ length: 10 }, async (_, n) => {
    const variables = { account: account.key, title: `Racer ${n}`, dedupKey };
    const { data, errors } = await day.run(TRIGGER, variables);
    expect(errors).toBeUndefined();
    return data?.['triggerIncident'] as unknown as Triggered;
  });
  return Promise.all(racers);
}

async function madeUnder(dedupKey: string): Promise<readonly string[]> {
  const { json } = await day.stage.pagerduty(`/incidents?date_range=all&incident_key=${dedupKey}`);
  return column(json['incidents'], 'id');
}

const isCreate = ({ method }: { method: string }) => method === 'POST';

describe('ten callers who trigger under one dedup key at once', () => {
  test('get one incident, and one of them hears that it was created', async () => {
    const all = await race('race-1');
    const [id] = await madeUnder('race-1');
    expect(all.map(({ incident }) => incident.pagerDutyId)).toEqual(all.map(() => id));
    expect(all.filter(({ created }) => created).length).toBe(1);
    expect(all.filter(({ created }) => created === false).length).toBe(9);
  });

  test.each([1, 3, 10])('get one incident though %d answers are lost after the work was done', async (times) => {
    const key = `race-lost-${times}`;
    account.pagerduty.inject(deedOf('lost'), isCreate, times);
    const all = await race(key);
    const made = await madeUnder(key);
    expect(made).toHaveLength(1);
    expect(all.map(({ incident }) => incident.pagerDutyId)).toEqual(all.map(() => made[0]));
    expect(all.filter(({ created }) => created).length).toBeLessThanOrEqual(1);
  });

  test('get one incident though the first tries never arrive', async () => {
    account.pagerduty.inject(deedOf('503'), isCreate, 5);
    const all = await race('race-5xx');
    expect(await madeUnder('race-5xx')).toHaveLength(1);
    expect(all.filter(({ created }) => created).length).toBeLessThanOrEqual(1);
  });
});
