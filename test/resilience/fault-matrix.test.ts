import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { badDay, type BadDay, type GraphQLAnswer } from './harness.js';
import type { FaultName } from '../../src/sandbox/faults/fault-kinds.js';
import { deedOf, FAULTS } from './injected-faults.js';
import { OPERATIONS, type Operation, type OperationName, type Variables } from './operations.js';
import { ENVELOPE, TABLE, type Times } from './fault-matrix.js';

interface Case {
  readonly operation: OperationName;
  readonly name: FaultName;
  readonly times: Times;
  readonly expected: Pick<Played, 'told' | 'requests' | 'state'>;
}

interface Played {
  readonly told: string;
  readonly requests: number;
  readonly state: string;
  /** All that left the gateway: answers and log lines. */
  readonly words: string;
}

/** Every row of the table with every fault it speaks of. */
const CASES: readonly Case[] = TABLE.flatMap(([operation, means, times, told, requests, state]) =>
  Object.entries(FAULTS)
    .filter(([, fault]) => fault.means === means)
    .map(([name, { code }]) => ({
      operation,
      name: name as FaultName,
      times,
      expected: { told: told.replace('CODE', code), requests, state },
    })),
);

const ENVELOPE_CASES: readonly Case[] = ENVELOPE.map(([operation, name, told, requests, state]) => ({
  operation,
  name,
  times: 'once',
  expected: { told, requests, state },
}));

/** Faults of which the gateway learns by waiting only; such rows are played side by side, so many at a time. */
const SILENT: ReadonlySet<FaultName> = new Set<FaultName>(['hang', 'drip', 'lost-hang']);
const AT_ONCE = 20;

/** Enough for a machine with more to do. */
const PATIENT = { deadlineMs: 4_500, tryTimeoutMs: 1_500 };

const played = new Map<Case, Promise<Played>>();
const secrets = new Set<string>();

beforeAll(async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0.05); // pauses are a random part of a second
  const cases = [...CASES, ...ENVELOPE_CASES];
  const silent = cases.filter(({ name }) => SILENT.has(name));
  const quick = cases.filter((one) => !silent.includes(one));
  await playAll(quick, 1);
  await playAll(silent, AT_ONCE);
}, 120_000);
afterAll(() => {
  jest.restoreAllMocks();
});

/** Each day plays one row after another; none begins before all are there, for starting one holds up the others. */
async function playAll(cases: readonly Case[], days: number): Promise<void> {
  const queue = cases.values();
  const ready = await Promise.all(Array.from({ length: days }, () => badDay(cases.length, PATIENT)));
  const live = async (day: BadDay) => {
    const { pagerduty, cloudflare } = day.stage.sandbox;
    secrets.add(pagerduty.apiToken).add(cloudflare.apiToken);
    for (const one of queue) {
      const playing = play(day, one);
      played.set(one, playing);
      await playing.catch(() => {}); // told by the row's own test
    }
    await day.end();
  };
  await Promise.all(ready.map(live));
}

/** A word and, for a mutation that was not done, its outcome. */
function toldBy({ data, errors }: GraphQLAnswer, operation: Operation): string {
  const [error] = errors ?? [];
  if (error) return [error.extensions['code'], error.extensions['outcome']].filter(Boolean).join(' ');
  const answer = data?.['answer'];
  const userErrors = answer?.['userErrors'] as unknown as { code: string }[] | undefined;
  return userErrors?.[0]?.code ?? operation.told(answer ?? {});
}

async function play(day: BadDay, { operation: name, name: fault, times }: Case): Promise<Played> {
  const { pagerduty, cloudflare } = day.stage.sandbox.control;
  pagerduty.reset();
  cloudflare.reset();
  const operation: Operation = OPERATIONS[name];
  const variables: Variables = await operation.variables(day.stage);
  cloudflare.forgetCalls();
  const account = day.account();
  const lane = account[operation.upstream];
  lane.inject(deedOf(fault), operation.hits, times === 'once' ? 1 : Infinity);
  const answer = await day.run(operation.document, { ...variables, account: account.key });
  return {
    told: toldBy(answer, operation),
    requests: lane.arrived.filter(operation.hits).length,
    state: await operation.state(day.stage, variables),
    words: day.told(),
  };
}

async function expectPlayed(one: Case): Promise<void> {
  const { words, ...end } = (await played.get(one)) ?? { words: '' };
  expect(end).toEqual(one.expected);
  expectNothingInternal(words);
}

describe('a bad day', () => {
  test.each(CASES)('$operation, $name, $times', expectPlayed);
});

/** No secret, no address, no page, no place in a program; and our own bugs are none of the upstream's doing. */
function expectNothingInternal(words: string): void {
  expect(words).not.toContain('INTERNAL_SERVER_ERROR');
  for (const secret of secrets) expect(words).not.toContain(secret);
  // The log tells which host failed, and nothing else does.
  expect(words.replaceAll(/"host":"[^"]*"/g, '')).not.toMatch(/127\.0\.0\.1|localhost|\/elsewhere/);
  expect(words).not.toMatch(/<html|<h1|<body/i);
  expect(words).not.toMatch(/\bat [^"]*:\d+:\d+|node_modules|\.[jt]s:\d+/);
}

describe('Cloudflare’s envelope', () => {
  test.each(ENVELOPE_CASES)('$operation: $name under a 200', expectPlayed);
});

test('every operation has a row for every kind of fault', () => {
  const meanings = new Set(Object.values(FAULTS).map(({ means }) => means));
  const missing = Object.keys(OPERATIONS).flatMap((operation) =>
    [...meanings].filter((means) => !TABLE.some((row) => row[0] === operation && row[1] === means)),
  );
  expect(missing).toEqual([]);
});
