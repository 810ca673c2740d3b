import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { startResilienceHarness, type ProxiedAccount, type ResilienceHarness } from './harness.js';
import type { ProxiedRequest } from './fault-proxy.js';
import { faultAction } from './injected-faults.js';
import type { OperationCase } from './operation-case.js';
import { OPERATIONS, type OperationName } from './operations.js';

const OPERATION_COUNT = 100;

let harness: ResilienceHarness;
let account: ProxiedAccount;
beforeAll(async () => {
  harness = await startResilienceHarness(20);
});
beforeEach(() => {
  account = harness.unusedAccount();
  jest.spyOn(Math, 'random').mockReturnValue(0.05); // delays are a random part of a second
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => harness.stop());

/** The number of matching requests for an operation that is repeated while the upstream returns 503. */
async function requestsPerOperation(
  name: OperationName,
  hits: (call: ProxiedRequest) => boolean,
  beside?: OperationName,
): Promise<number> {
  const lane = account[OPERATIONS[name].upstream];
  lane.injectFault(faultAction('503'), hits);
  const send = await createSender(name);
  const sendBeside = beside && (await createSender(beside));
  for (let n = 0; n < OPERATION_COUNT; n += 1) {
    await sendBeside?.();
    await send();
  }
  return lane.requests.filter(hits).length / OPERATION_COUNT;
}

async function createSender(name: OperationName): Promise<() => Promise<unknown>> {
  const operation: OperationCase = OPERATIONS[name];
  const sent = { ...(await operation.variables(harness.testSandbox, account.key)), account: account.key };
  return () => harness.run(operation.document, sent);
}

describe('retries do not multiply the load of an outage', () => {
  test.each<OperationName>([
    'read an incident',
    'create',
    'acknowledge',
    'resolve',
    'note',
    'list destinations',
    'delete',
  ])('for all operations: %s', async (name) => {
    const sent = await requestsPerOperation(name, () => true);
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThanOrEqual(1.3);
  });

  // Reads keep the circuit closed and earn retries: one per ten responses, in addition to the initial ten.
  test.each<[OperationName, OperationName]>([
    ['create', 'read an incident'],
    ['acknowledge', 'read an incident'],
    ['delete', 'list destinations'],
  ])('for changes alone, although each checks before it retries: %s', async (name, beside) => {
    const sent = await requestsPerOperation(name, ({ method }) => method !== 'GET', beside);
    expect(sent).toBeGreaterThanOrEqual(1);
    expect(sent).toBeLessThanOrEqual(1.4);
  });
});
