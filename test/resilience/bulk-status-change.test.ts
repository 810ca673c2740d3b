import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { text } from '../sandbox/harness.js';
import { badDay, type Account, type BadDay } from './harness.js';
import { deedOf } from './injected-faults.js';

const FIELDS = 'results { index changed userErrors { code } } userErrors { code }';
const ACKNOWLEDGE = `mutation ($account: String, $incidents: [IncidentRef!]!) {
  answer: acknowledgeIncidents(input: { account: $account, incidents: $incidents, actor: "tomasz.wilk@example.com" }) { ${FIELDS} }
}`;
const RESOLVE = `mutation ($account: String, $incidents: [IncidentRef!]!) {
  answer: resolveIncidents(input: { account: $account, incidents: $incidents }) { ${FIELDS} }
}`;

interface Result {
  readonly index: number;
  readonly changed: boolean;
  readonly userErrors: readonly { readonly code: string }[];
}

let day: BadDay;
let account: Account;
let ids: readonly string[];

beforeAll(async () => {
  day = await badDay(6, { deadlineMs: 10_000, tryTimeoutMs: 10_000 });
});
beforeEach(async () => {
  account = day.account();
  day.stage.sandbox.control.pagerduty.reset();
  ids = await Promise.all(Array.from({ length: 500 }, (_, n) => triggered(n)));
}, 30_000);
afterAll(() => day.end());

async function triggered(n: number): Promise<string> {
  const service = { id: 'PSVC001', type: 'service_reference' };
  const body = { incident: { type: 'incident', title: `Burning ${n}`, service } };
  return text((await day.stage.pagerduty('/incidents', { body })).json['incident'], 'id');
}

async function run(document: string, incidents = ids): Promise<readonly Result[]> {
  const refs = incidents.map((pagerDutyId) => ({ pagerDutyId }));
  const { data, errors } = await day.run(document, { account: account.key, incidents: refs });
  expect(errors).toBeUndefined();
  const results = data?.['answer']?.['results'] as unknown as readonly Result[];
  expect(results.map(({ index }) => index)).toEqual(incidents.map((_, index) => index));
  return results;
}

/** Which words the results have, run by run. */
function runsOf(results: readonly Result[]): readonly string[] {
  const words = results.map(({ changed, userErrors }) => userErrors[0]?.code ?? (changed ? 'changed' : 'unchanged'));
  const starts = words.flatMap((word, index) => (word === words[index - 1] ? [] : [index]));
  return starts.map((start, n) => `${(starts[n + 1] ?? words.length) - start} ${words[start]}`);
}

const puts = () => account.pagerduty.arrived.filter(({ method }) => method === 'PUT').length;

async function stillTriggered(): Promise<number> {
  const { json } = await day.stage.pagerduty('/incidents?statuses[]=triggered&date_range=all&total=true&limit=100');
  return Number(json['total']);
}

describe('500 incidents', () => {
  test('are acknowledged by two writes, after pages of open ones were read', async () => {
    expect(runsOf(await run(ACKNOWLEDGE))).toEqual(['500 changed']);
    expect(puts()).toBe(2);
    // By what was asked, not how often: pages that grew too old on a busy machine are read again.
    expect(new Set(account.pagerduty.arrived.map(({ method, path }) => `${method} ${path}`)).size).toBeLessThan(12);
  });

  test('are told one by one when the answer of the second half is lost', async () => {
    const before = await stillTriggered();
    account.pagerduty.inject(deedOf('lost'), () => puts() === 2);
    expect(runsOf(await run(ACKNOWLEDGE))).toEqual(['250 changed', '250 OUTCOME_UNKNOWN']);
    expect([puts(), await stillTriggered()]).toEqual([2, before - 500]);
  });

  test('are resolved though one of them does not exist: the chunk is halved until it stands alone', async () => {
    const wrong = [...ids.slice(0, 123), 'PNONE01', ...ids.slice(124)];
    expect(runsOf(await run(RESOLVE, wrong))).toEqual(['123 changed', '1 NOT_FOUND', '376 changed']);
    expect(puts()).toBeLessThan(2 + 2 * Math.ceil(Math.log2(250)) + 2);
  });

  test('are resolved though some of them were already: those are told as unchanged', async () => {
    await run(RESOLVE, ids.slice(100, 180));
    const before = account.pagerduty.arrived.length;
    expect(runsOf(await run(RESOLVE))).toEqual(['100 changed', '80 unchanged', '320 changed']);
    expect(account.pagerduty.arrived.length - before).toBeLessThan(10);
  });

  test('resolved long before are told as unchanged, for hardly more calls than reading each', async () => {
    await run(RESOLVE);
    const before = account.pagerduty.arrived.length;
    const old = Array.from({ length: 23 }, (_, n) => `PINC0${n + 11}`);
    expect(runsOf(await run(RESOLVE, old))).toEqual(['23 unchanged']);
    expect(account.pagerduty.arrived.length - before).toBeLessThan(28);
  });

  test('are resolved though the answer of the first half is lost', async () => {
    account.pagerduty.inject(deedOf('lost'), () => puts() === 1, 1);
    expect(runsOf(await run(RESOLVE))).toEqual(['500 changed']);
    expect(puts()).toBe(3);
    expect(account.pagerduty.arrived.length).toBeLessThan(10);
  });
});
