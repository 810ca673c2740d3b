import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startResilienceHarness, type ResilienceHarness, type GraphQLResponse } from './harness.js';
import type { FaultName } from '../../src/sandbox/faults/fault-kinds.js';
import { ENDPOINTS as CLOUDFLARE_ENDPOINTS } from '../../src/upstream/cloudflare/endpoints.js';
import { ENDPOINTS as PAGERDUTY_ENDPOINTS } from '../../src/upstream/pagerduty/endpoints.js';
import { SEND_CHANGE_EVENT, SEND_EVENT } from '../../src/upstream/pagerduty/events/endpoints.js';
import { faultAction, FAULTS, type InjectedFault, type TestedFault } from './injected-faults.js';
import type { EndpointName, OperationCase } from './operation-case.js';
import { OPERATIONS, type OperationName } from './operations.js';
import { FORBIDDEN_MEANS_UNAVAILABLE, READ_FAULTS, READ_OPERATIONS } from './read-operations.js';
import { ENVELOPE_CASES, FAULT_CASES, type FaultDuration } from './fault-matrix.js';

interface MatrixCase<F = FaultName> {
  readonly label: string;
  readonly operation: OperationCase;
  readonly name: F;
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

const hasOwnRow = (operation: OperationName, fault: TestedFault) =>
  FAULT_CASES.some((row) => row[0] === operation && row[1] === fault);

/** Every row of the table with every fault of its effect. */
const MATRIX: readonly MatrixCase<TestedFault>[] = FAULT_CASES.flatMap(
  ([label, effect, times, reported, requests, state]) =>
    (Object.entries(FAULTS) as [TestedFault, InjectedFault][])
      .filter(([name, fault]) => name === effect || (fault.effect === effect && !hasOwnRow(label, name)))
      .map(([name, { code }]) => {
        const expected = { told: reported.replace('CODE', code), requests, state };
        return { label, operation: OPERATIONS[label], name, times, expected };
      }),
);

const ENVELOPE_MATRIX: readonly MatrixCase[] = ENVELOPE_CASES.map(([label, name, reported, requests, state]) => ({
  label,
  operation: OPERATIONS[label],
  name,
  times: 'once',
  expected: { told: reported, requests, state },
}));

const READ_MATRIX: readonly MatrixCase[] = [...READ_OPERATIONS].flatMap(([label, operation]) =>
  READ_FAULTS.map(([name, reported, requests]) => {
    const isRefused = name === 'echoed-credential' && FORBIDDEN_MEANS_UNAVAILABLE.has(label);
    const outcome = operation.document.startsWith('mutation') ? ' NOT_SENT' : '';
    const told = isRefused ? 'nothing' : reported.replace('CODE', FAULTS[name].code + outcome);
    const expected = { told, requests, state: '' };
    return { label, operation, name, times: 'once', expected };
  }),
);

/** Faults that the gateway notices only after a timeout; their cases run concurrently, before the others. */
const NO_RESPONSE_FAULTS: ReadonlySet<FaultName> = new Set<FaultName>(['hang', 'drip', 'lost-hang']);
const CONCURRENCY = 20;

/** Enough for a busy machine. */
const TIMEOUTS = { deadlineMs: 4_500, tryTimeoutMs: 1_500 };

const results = new Map<MatrixCase, Promise<CaseResult>>();
const secrets = new Set<string>();

beforeAll(async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0.05); // delays are a random part of a second
  const writes = [...MATRIX, ...ENVELOPE_MATRIX];
  const silent = writes.filter(({ name }) => NO_RESPONSE_FAULTS.has(name));
  // The reads are first, because they need the sandbox as it was at its start.
  const quick = [...READ_MATRIX, ...writes.filter((one) => !silent.includes(one))];
  // None begins before all are started, because a start delays the others. A third attempt has half a second; nothing else
  // that the test does may take it.
  const runners = await Promise.all(divide(silent, CONCURRENCY).map(startGateway));
  await Promise.all(runners.map(runCases));
  await runCases(await startGateway(quick));
}, 120_000);
afterAll(() => {
  jest.restoreAllMocks();
});

interface CaseRunner {
  readonly day: ResilienceHarness;
  readonly cases: readonly MatrixCase[];
}

function divide(all: readonly MatrixCase[], count: number): readonly (readonly MatrixCase[])[] {
  return Array.from({ length: count }, (_, part) => all.filter((_case, index) => index % count === part));
}

async function startGateway(cases: readonly MatrixCase[]): Promise<CaseRunner> {
  return { day: await startResilienceHarness(cases.length, TIMEOUTS), cases };
}

/** Runs one case after another. */
async function runCases({ day, cases }: CaseRunner): Promise<void> {
  const { pagerduty, cloudflare } = day.testSandbox.sandbox;
  secrets.add(pagerduty.apiToken).add(cloudflare.apiToken);
  for (const one of cases) {
    const playing = runCase(day, one);
    results.set(one, playing);
    // oxlint-disable-next-line no-await-in-loop -- cases share the state of their sandbox
    await playing.catch(() => {}); // the case's own test reports it
  }
  await day.stop();
}

/** A summary, with the outcome of a failed mutation. */
function summarize({ data, errors }: GraphQLResponse, operation: OperationCase): string {
  const [error] = errors ?? [];
  if (error) return [error.extensions['code'], error.extensions['outcome']].filter(Boolean).join(' ');
  const response = data?.['answer'];
  const userErrors = response?.['userErrors'] as unknown as { code: string }[] | undefined;
  return userErrors?.[0]?.code ?? operation.summarizeResponse(response ?? {});
}

async function runCase(day: ResilienceHarness, { operation, name: fault, times }: MatrixCase): Promise<CaseResult> {
  const { pagerduty, cloudflare } = day.testSandbox.sandbox.control;
  if (!READ_OPERATIONS.has(operation.endpoint)) {
    pagerduty.reset();
    cloudflare.reset();
  }
  const account = day.unusedAccount();
  const variables = await operation.variables(day.testSandbox, account.key);
  cloudflare.clearCalls();
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
  // The log names the endpoint of a response that cannot be read.
  if (one.name === 'bad-chunk') expect(words).toContain(`"endpoint":"${one.operation.endpoint}"`);
  expectNoSecretsOrStacks(words);
}

describe('an upstream fault', () => {
  test.each([...MATRIX, ...READ_MATRIX])('$label, $name, $times', expectCase);
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
  test.each(ENVELOPE_MATRIX)('$label: $name under a 200', expectCase);
});

test('every operation has a row for every kind of fault', () => {
  const effects = new Set(Object.values(FAULTS).map(({ effect }) => effect));
  const missing = Object.entries(OPERATIONS).flatMap(([label, operation]) =>
    [...effects]
      .filter((effect) => !MATRIX.some((one) => one.operation === operation && FAULTS[one.name].effect === effect))
      .map((effect) => `${label}: ${effect}`),
  );
  expect(missing).toEqual([]);
});

/** Endpoints without an operation here: no document calls them alone. */
const ENDPOINTS_ELSEWHERE: Readonly<Partial<Record<EndpointName, string>>> = {
  getMe: 'called for an account without an e-mail',
  acknowledgeIncidents: 'bulk-status-change.test.ts',
  resolveIncidents: 'bulk-status-change.test.ts',
  listWebhookSubscriptions: 'called at the start and by the webhook command',
  createWebhookSubscription: 'called by the webhook command; webhook-subscriptions.test.ts',
  updateWebhookSubscription: 'called by the webhook command; webhook-subscriptions.test.ts',
  deleteWebhookSubscription: 'called by the webhook command; webhook-subscriptions.test.ts',
  enableWebhookSubscription: 'called by the webhook command; webhook-subscriptions.test.ts',
  pingWebhookSubscription: 'called by the webhook command; webhook-subscriptions.test.ts',
  getWebhookSubscription: 'called by the live feed',
};

test('every endpoint has an operation, or is on the list of those without one', () => {
  const operations: readonly OperationCase[] = [...Object.values(OPERATIONS), ...READ_OPERATIONS.values()];
  const covered = operations.map(({ endpoint }) => endpoint);
  const events = [SEND_EVENT.name, SEND_CHANGE_EVENT.name];
  const all = [...Object.keys(PAGERDUTY_ENDPOINTS), ...Object.keys(CLOUDFLARE_ENDPOINTS), ...events];
  expect([...new Set(covered), ...Object.keys(ENDPOINTS_ELSEWHERE)].toSorted()).toEqual(all.toSorted());
});
