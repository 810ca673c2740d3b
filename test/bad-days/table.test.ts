import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { badDay, type Account, type BadDay, type GraphQLAnswer } from './bad-day.js';
import type { FaultName } from '../../src/sandbox/fault-kinds.js';
import { deedOf, FAULTS } from './faults.js';
import { OPERATIONS, type Operation, type OperationName, type Variables } from './operations.js';
import { TABLE, type Times } from './table.js';

/** Every row of the table with every fault it speaks of. */
const CASES = TABLE.flatMap(([operation, means, times, told, requests, state]) =>
  Object.entries(FAULTS)
    .filter(([, fault]) => fault.means === means)
    .map(([name, { code }]) => ({
      operation,
      name: name as FaultName,
      times,
      expected: { told: told.replace('CODE', code), requests, state },
    })),
);

let day: BadDay;

beforeAll(async () => {
  day = await badDay(CASES.length + 20);
});
beforeEach(() => {
  day.stage.sandbox.control.pagerduty.reset();
  day.stage.sandbox.control.cloudflare.reset();
  jest.spyOn(Math, 'random').mockReturnValue(0.05); // pauses are a random part of a second
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => day.end());

/** A word and, for a mutation that was not done, its outcome. */
function toldBy({ data, errors }: GraphQLAnswer, operation: Operation): string {
  const [error] = errors ?? [];
  if (error) return [error.extensions['code'], error.extensions['outcome']].filter(Boolean).join(' ');
  const answer = data?.['answer'];
  const userErrors = answer?.['userErrors'] as unknown as { code: string }[] | undefined;
  return userErrors?.[0]?.code ?? operation.told(answer ?? {});
}

async function play(name: OperationName, fault: FaultName, times: Times, account: Account = day.account()) {
  const operation: Operation = OPERATIONS[name];
  const variables: Variables = await operation.variables(day.stage);
  day.stage.sandbox.control.cloudflare.forgetCalls();
  const lane = account[operation.upstream];
  lane.inject(deedOf(fault), operation.hits, times === 'once' ? 1 : Infinity);
  const answer = await day.run(operation.document, { ...variables, account: account.key });
  return {
    told: toldBy(answer, operation),
    requests: lane.arrived.filter(operation.hits).length,
    state: await operation.state(day.stage, variables),
  };
}

describe('a bad day', () => {
  test.each(CASES)('$operation, $name, $times', async ({ operation, name, times, expected }) => {
    expect(await play(operation, name, times)).toEqual(expected);
    expectNothingInternal();
  });
});

/** No secret, no address, no page, no place in a program; and our own bugs are none of the upstream's doing. */
function expectNothingInternal(): void {
  const { pagerduty, cloudflare } = day.stage.sandbox;
  const told = day.told();
  expect(told).not.toContain('INTERNAL_SERVER_ERROR');
  expect(told).not.toContain(pagerduty.apiToken);
  expect(told).not.toContain(cloudflare.apiToken);
  expect(told).not.toMatch(/127\.0\.0\.1|localhost|\/elsewhere/);
  expect(told).not.toMatch(/<html|<h1|<body/i);
  expect(told).not.toMatch(/\bat [^"]*:\d+:\d+|node_modules|\.[jt]s:\d+/);
}

describe('Cloudflare’s envelope', () => {
  test.each<[OperationName, FaultName, string, number, string]>([
    ['list destinations', 'unsuccessful', 'UPSTREAM_REJECTED', 1, ''],
    ['connect token', 'unsuccessful', 'UPSTREAM_REJECTED', 1, '0 made'],
    ['link', 'unsuccessful', 'UPSTREAM_REJECTED', 1, '3 destinations'],
    ['delete', 'unsuccessful', 'UPSTREAM_REJECTED', 1, '3 destinations'],
    ['list destinations', 'null-result', '0 listed', 1, ''],
    ['connect token', 'null-result', 'UPSTREAM_BAD_RESPONSE UNKNOWN', 1, '0 made'],
    ['link', 'null-result', 'UPSTREAM_BAD_RESPONSE UNKNOWN', 1, '3 destinations'],
  ])('%s: %s under a 200', async (operation, name, told, requests, state) => {
    expect(await play(operation, name, 'once')).toEqual({ told, requests, state });
    expectNothingInternal();
  });
});

test('every operation has a row for every kind of fault', () => {
  const meanings = new Set(Object.values(FAULTS).map(({ means }) => means));
  const missing = Object.keys(OPERATIONS).flatMap((operation) =>
    [...meanings].filter((means) => !TABLE.some((row) => row[0] === operation && row[1] === means)),
  );
  expect(missing).toEqual([]);
});
