import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { textField } from '../sandbox/harness.js';
import { startResilienceHarness, type ProxiedAccount, type ResilienceHarness } from './harness.js';
import { faultAction } from './injected-faults.js';

const FIELDS = 'results { index changed userErrors { code } } userErrors { code }';
const ACKNOWLEDGE = `mutation ($account: String, $incidents: [IncidentRef!]!) {
  answer: acknowledgeIncidents(input: { account: $account, incidents: $incidents, actor: "tomasz.wilk@example.com" }) { ${FIELDS} }
}`;
const RESOLVE = `mutation ($account: String, $incidents: [IncidentRef!]!) {
  answer: resolveIncidents(input: { account: $account, incidents: $incidents }) { ${FIELDS} }
}`;

interface BulkResult {
  readonly index: number;
  readonly changed: boolean;
  readonly userErrors: readonly { readonly code: string }[];
}

let harness: ResilienceHarness;
let account: ProxiedAccount;
let ids: readonly string[];

beforeAll(async () => {
  harness = await startResilienceHarness(6, { deadlineMs: 10_000, tryTimeoutMs: 10_000 });
});
beforeEach(async () => {
  account = harness.unusedAccount();
  harness.testSandbox.sandbox.control.pagerduty.reset();
  ids = await Promise.all(Array.from({ length: 500 }, (_, n) => triggerIncident(n)));
}, 30_000);
afterAll(() => harness.stop());

async function triggerIncident(n: number): Promise<string> {
  const service = { id: 'PSVC001', type: 'service_reference' };
  const body = { incident: { type: 'incident', title: `Burning ${n}`, service } };
  return textField((await harness.testSandbox.pagerduty('/incidents', { body })).json['incident'], 'id');
}

async function runBulk(document: string, incidents = ids): Promise<readonly BulkResult[]> {
  const refs = incidents.map((pagerDutyId) => ({ pagerDutyId }));
  const { data, errors } = await harness.run(document, { account: account.key, incidents: refs });
  expect(errors).toBeUndefined();
  const results = data?.['answer']?.['results'] as unknown as readonly BulkResult[];
  expect(results.map(({ index }) => index)).toEqual(incidents.map((_, index) => index));
  return results;
}

/** The results in groups of equal neighbours. */
function groupConsecutive(results: readonly BulkResult[]): readonly string[] {
  const words = results.map(({ changed, userErrors }) => userErrors[0]?.code ?? (changed ? 'changed' : 'unchanged'));
  const starts = words.flatMap((word, index) => (word === words[index - 1] ? [] : [index]));
  return starts.map((start, n) => `${(starts[n + 1] ?? words.length) - start} ${words[start]}`);
}

const putCount = () => account.pagerduty.requests.filter(({ method }) => method === 'PUT').length;

async function countTriggered(): Promise<number> {
  const { json } = await harness.testSandbox.pagerduty(
    '/incidents?statuses[]=triggered&date_range=all&total=true&limit=100',
  );
  return Number(json['total']);
}

describe('500 incidents', () => {
  test('are acknowledged by two writes after the pages of open ones were read', async () => {
    expect(groupConsecutive(await runBulk(ACKNOWLEDGE))).toEqual(['500 changed']);
    expect(putCount()).toBe(2);
    // Compares what was requested, not how often: a busy machine reads pages again that became too old.
    expect(new Set(account.pagerduty.requests.map(({ method, path }) => `${method} ${path}`)).size).toBeLessThan(12);
  });

  test('are reported one by one when the response of the second half is lost', async () => {
    const before = await countTriggered();
    account.pagerduty.injectFault(faultAction('lost'), () => putCount() === 2);
    expect(groupConsecutive(await runBulk(ACKNOWLEDGE))).toEqual(['250 changed', '250 OUTCOME_UNKNOWN']);
    expect([putCount(), await countTriggered()]).toEqual([2, before - 500]);
  });

  test('are resolved although one of them does not exist: the chunk is bisected until it is alone', async () => {
    const wrong = [...ids.slice(0, 123), 'PNONE01', ...ids.slice(124)];
    expect(groupConsecutive(await runBulk(RESOLVE, wrong))).toEqual(['123 changed', '1 NOT_FOUND', '376 changed']);
    expect(putCount()).toBeLessThan(2 + 2 * Math.ceil(Math.log2(250)) + 2);
  });

  test('are resolved although some of them already were: those are unchanged', async () => {
    await runBulk(RESOLVE, ids.slice(100, 180));
    const before = account.pagerduty.requests.length;
    expect(groupConsecutive(await runBulk(RESOLVE))).toEqual(['100 changed', '80 unchanged', '320 changed']);
    expect(account.pagerduty.requests.length - before).toBeLessThan(10);
  });

  test('resolved long before are unchanged, with few more calls than one read each', async () => {
    await runBulk(RESOLVE);
    const before = account.pagerduty.requests.length;
    const old = Array.from({ length: 23 }, (_, n) => `PINC0${n + 11}`);
    expect(groupConsecutive(await runBulk(RESOLVE, old))).toEqual(['23 unchanged']);
    expect(account.pagerduty.requests.length - before).toBeLessThan(28);
  });

  test('are resolved although the response of the first half is lost', async () => {
    account.pagerduty.injectFault(faultAction('lost'), () => putCount() === 1, 1);
    expect(groupConsecutive(await runBulk(RESOLVE))).toEqual(['500 changed']);
    expect(putCount()).toBe(3);
    expect(account.pagerduty.requests.length).toBeLessThan(10);
  });
});
