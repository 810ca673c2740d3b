import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import pMap from 'p-map';
import { Pool } from 'undici';
import { GATEWAY_ERROR_CODES } from '../../src/faults/codes.js';
import { ALL_SCOPES, liveGateways } from '../server/harness.js';
import { fuzzCase, type FuzzCase } from './fuzz-cases.js';

/** `npm run fuzz` runs more cases; `FUZZ_SEED` repeats a run. */
const CASES = Number(process.env['FUZZ_CASES'] ?? 2_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? (process.env['FUZZ_CASES'] ? Date.now() % 2 ** 31 : 20_261_129));
const CONCURRENCY = 8;
/** The sandbox is reset after this many cases, because its data slows down later ones. */
const CASES_PER_GATEWAY = 500;

const { open, sandbox } = liveGateways({ limits: { pagerduty: 1e9, cloudflare: 1e9 } });

const CODES: ReadonlySet<unknown> = new Set(GATEWAY_ERROR_CODES);

/** Codes of errors that are found before anything runs. */
const NOT_EXECUTED_CODES = /^(?:BAD_REQUEST|GRAPHQL_\w+|OPERATION_\w+|PERSISTED_QUERY_\w+|UNAUTHENTICATED)$/;

interface FuzzResponse {
  readonly status: number;
  readonly text: string;
}

interface ResponseError {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: { readonly code?: unknown; readonly requestId?: unknown } }[];
}

/** What is wrong with a response; undefined when nothing is. */
function findProblem({ method, headers }: FuzzCase, { status, text }: FuzzResponse, requestId: string, calls: number) {
  if (method === 'HEAD' || (method === 'OPTIONS' && status === 204) || text.startsWith('<!doctype html>'))
    return undefined;
  // An event stream, which this test does not read.
  if (headers['accept-encoding'] !== undefined && status === 200) return undefined;
  const { data, errors = [] } = JSON.parse(text) as ResponseError;
  const codes = errors.map(({ extensions }) => extensions?.code);
  if (data === undefined && errors.length === 0) return 'neither data nor errors';
  if (codes.includes('INTERNAL_SERVER_ERROR')) return 'an internal error';
  if (!codes.every((code) => CODES.has(code))) return `codes that are in no catalogue: ${codes.join()}`;
  if (errors.some(({ extensions }) => extensions?.requestId !== requestId)) return 'an error without the request’s id';
  if (status >= 500) return `status ${status}`;
  const isRefused = data === undefined && codes.every((code) => NOT_EXECUTED_CODES.test(String(code)));
  return isRefused && calls > 0 ? `${calls} upstream calls for what was refused` : undefined;
}

test(`${CASES} hostile requests (seed ${SEED}): each gets a valid response and breaks nothing`, async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  const { url, log, calls, run } = await open({
    ANONYMOUS_SCOPES: ALL_SCOPES,
    CALLER_RATE_LIMIT: '0',
    INTROSPECTION: 'on',
  });
  const page = '(first: 1) { pageInfo { endCursor } }';
  const { data } = await run(`{ pagerDutyAccount { incidents${page} services${page} users${page} } }`);
  const account = data?.['pagerDutyAccount'] as Record<string, { pageInfo: { endCursor: string } }>;
  const lists = Object.values(account);
  const cases = fc.sample(fuzzCase(lists.map(({ pageInfo }) => pageInfo.endCursor)), { numRuns: CASES, seed: SEED });

  const pool = new Pool(url, { connections: CONCURRENCY });
  const send = async ({ method, search, headers, body }: FuzzCase, requestId: string): Promise<FuzzResponse> => {
    const sent = { ...headers, 'x-request-id': requestId };
    const requested = { path: `/graphql${search}`, method: method as 'POST', headers: sent, body: body ?? null };
    const { statusCode, body: response } = await pool.request(requested);
    return { status: statusCode, text: await response.text() };
  };
  const complaints: unknown[] = [];
  for (let first = 0; first < CASES; first += CASES_PER_GATEWAY) {
    await pMap(
      cases.slice(first, first + CASES_PER_GATEWAY),
      async (one, index) => {
        const requestId = `fuzz-${first + index}`;
        const answered = await send(one, requestId);
        const own = calls().filter((call) => call.requestId === requestId).length;
        const wrong = findProblem(one, answered, requestId, own);
        if (wrong !== undefined) complaints.push({ wrong, one, ...answered });
      },
      { concurrency: CONCURRENCY },
    );
    sandbox().control.pagerduty.reset();
    sandbox().control.cloudflare.reset();
  }
  await pool.close();
  process.off('unhandledRejection', note);
  expect(complaints.slice(0, 5)).toEqual([]);
  expect(log.filter(({ level }) => level === 'error').slice(0, 5)).toEqual([]);
  expect(unhandled).toEqual([]);
}, 1_200_000);
