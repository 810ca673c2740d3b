import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { badDay, type Account, type BadDay } from './harness.js';
import type { Arrived } from './fault-proxy.js';
import { deedOf } from './injected-faults.js';
import { OPERATIONS, type Operation, type OperationName } from './operations.js';

const SENT = 100;

let day: BadDay;
let account: Account;
beforeAll(async () => {
  day = await badDay(20);
});
beforeEach(() => {
  account = day.account();
  jest.spyOn(Math, 'random').mockReturnValue(0.05); // pauses are a random part of a second
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => day.end());

/** How many of the requests that `hits` finds arrive for an operation that is sent again and again while a 503 answers them. */
async function perOperation(
  name: OperationName,
  hits: (call: Arrived) => boolean,
  beside?: OperationName,
): Promise<number> {
  const lane = account[OPERATIONS[name].upstream];
  lane.inject(deedOf('503'), hits);
  const send = await sender(name);
  const sendBeside = beside && (await sender(beside));
  for (let n = 0; n < SENT; n += 1) {
    await sendBeside?.();
    await send();
  }
  return lane.arrived.filter(hits).length / SENT;
}

async function sender(name: OperationName): Promise<() => Promise<unknown>> {
  const operation: Operation = OPERATIONS[name];
  const sent = { ...(await operation.variables(day.stage)), account: account.key };
  return () => day.run(operation.document, sent);
}

describe('an outage is not multiplied by repeats', () => {
  test.each<OperationName>([
    'read an incident',
    'create',
    'acknowledge',
    'resolve',
    'note',
    'list destinations',
    'delete',
  ])('of everything: %s', async (name) => {
    const sent = await perOperation(name, () => true);
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThanOrEqual(1.3);
  });

  // Reading keeps the breaker closed, and earns repeats: one for ten answers, beside the ten at the start.
  test.each<[OperationName, OperationName]>([
    ['create', 'read an incident'],
    ['acknowledge', 'read an incident'],
    ['delete', 'list destinations'],
  ])('of changes alone, though each looks before it is sent again: %s', async (name, beside) => {
    const sent = await perOperation(name, ({ method }) => method !== 'GET', beside);
    expect(sent).toBeGreaterThanOrEqual(1);
    expect(sent).toBeLessThanOrEqual(1.4);
  });
});
