import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startResilienceHarness, type ResilienceHarness, type GraphQLResponse } from './harness.js';
import type { FaultName } from '../../src/sandbox/faults/fault-kinds.js';
import { faultAction, FAULTS } from './injected-faults.js';
import type { OperationCase, OperationVariables } from './operation-case.js';
import { OPERATIONS, type OperationName } from './operations.js';
import { ENVELOPE_CASES, FAULT_CASES, type FaultDuration } from './fault-matrix.js';

interface MatrixCase {
  readonly operation: OperationName;
  readonly name: FaultName;
  readonly times: FaultDuration;
  readonly expected: Pick<CaseResult, 'told' | 'requests' | 'state'>;
}

interface CaseResult {
  readonly told: string;
  readonly requests: number;
  readonly state: string;
  /** All output of the gateway: responses and log lines. */
  readonly words: string;
}

/** Every row of the table with every fault of its effect. */
const MATRIX: readonly MatrixCase[] = FAULT_CASES.flatMap(([operation, means, times, reported, requests, state]) =>
  Object.entries(FAULTS)
    .filter(([, fault]) => fault.effect === means)
    .map(([name, { code }]) => ({
      operation,
      name: name as FaultName,
      times,
      expected: { told: reported.replace('CODE', code), requests, state },
    })),
);

const ENVELOPE_MATRIX: readonly MatrixCase[] = ENVELOPE_CASES.map(([operation, name, reported, requests, state]) => ({
  operation,
  name,
  times: 'once',
  expected: { told: reported, requests, state },
}));

/** Faults that the gateway notices only after a timeout; their cases run concurrently. */
const NO_RESPONSE_FAULTS: ReadonlySet<FaultName> = new Set<FaultName>(['hang', 'drip', 'lost-hang']);
const CONCURRENCY = 20;

/** Enough for a busy machine. */
const TIMEOUTS = { deadlineMs: 4_500, tryTimeoutMs: 1_500 };

const results = new Map<MatrixCase, Promise<CaseResult>>();
const secrets = new Set<string>();

beforeAll(async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0.05); // delays are a random part of a second
  const cases = [...MATRIX, ...ENVELOPE_MATRIX];
  const silent = cases.filter(({ name }) => NO_RESPONSE_FAULTS.has(name));
  const quick = cases.filter((one) => !silent.includes(one));
  await runAll(quick, 1);
  await runAll(silent, CONCURRENCY);
}, 120_000);
afterAll(() => {
  jest.restoreAllMocks();
});

/** Each gateway runs one case after another. None begins before all are started, because a start delays the others. */
async function runAll(cases: readonly MatrixCase[], days: number): Promise<void> {
  const queue = cases.values();
  const ready = await Promise.all(Array.from({ length: days }, () => startResilienceHarness(cases.length, TIMEOUTS)));
  const live = async (day: ResilienceHarness) => {
    const { pagerduty, cloudflare } = day.testSandbox.sandbox;
    secrets.add(pagerduty.apiToken).add(cloudflare.apiToken);
    for (const one of queue) {
      const playing = runCase(day, one);
      results.set(one, playing);
      await playing.catch(() => {}); // the case's own test reports it
    }
    await day.stop();
  };
  await Promise.all(ready.map(live));
}

/** A summary, with the outcome of a failed mutation. */
function summarize({ data, errors }: GraphQLResponse, operation: OperationCase): string {
  const [error] = errors ?? [];
  if (error) return [error.extensions['code'], error.extensions['outcome']].filter(Boolean).join(' ');
  const response = data?.['answer'];
  const userErrors = response?.['userErrors'] as unknown as { code: string }[] | undefined;
  return userErrors?.[0]?.code ?? operation.summarizeResponse(response ?? {});
}

async function runCase(
  day: ResilienceHarness,
  { operation: name, name: fault, times }: MatrixCase,
): Promise<CaseResult> {
  const { pagerduty, cloudflare } = day.testSandbox.sandbox.control;
  pagerduty.reset();
  cloudflare.reset();
  const operation: OperationCase = OPERATIONS[name];
  const variables: OperationVariables = await operation.variables(day.testSandbox);
  cloudflare.clearCalls();
  const account = day.unusedAccount();
  const lane = account[operation.upstream];
  lane.injectFault(faultAction(fault), operation.matches, times === 'once' ? 1 : Infinity);
  const response = await day.run(operation.document, { ...variables, account: account.key });
  return {
    told: summarize(response, operation),
    requests: lane.requests.filter(operation.matches).length,
    state: await operation.readState(day.testSandbox, variables),
    words: day.takeOutput(),
  };
}

async function expectCase(one: MatrixCase): Promise<void> {
  const { words, ...end } = (await results.get(one)) ?? { words: '' };
  expect(end).toEqual(one.expected);
  expectNoSecretsOrStacks(words);
}

describe('an upstream fault', () => {
  test.each(MATRIX)('$operation, $name, $times', expectCase);
});

/** No secret, no address, no page and no stack; and an internal error is never reported as the upstream's. */
function expectNoSecretsOrStacks(words: string): void {
  expect(words).not.toContain('INTERNAL_SERVER_ERROR');
  for (const secret of secrets) expect(words).not.toContain(secret);
  // The log names the host that failed, and nothing else does.
  expect(words.replaceAll(/"host":"[^"]*"/g, '')).not.toMatch(/127\.0\.0\.1|localhost|\/elsewhere/);
  expect(words).not.toMatch(/<html|<h1|<body/i);
  expect(words).not.toMatch(/\bat [^"]*:\d+:\d+|node_modules|\.[jt]s:\d+/);
}

describe('Cloudflare’s envelope', () => {
  test.each(ENVELOPE_MATRIX)('$operation: $name under a 200', expectCase);
});

test('every operation has a row for every kind of fault', () => {
  const meanings = new Set(Object.values(FAULTS).map(({ effect }) => effect));
  const missing = Object.keys(OPERATIONS).flatMap((operation) =>
    [...meanings].filter((means) => !FAULT_CASES.some((row) => row[0] === operation && row[1] === means)),
  );
  expect(missing).toEqual([]);
});
