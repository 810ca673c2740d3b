import { afterEach, describe, expect, test } from '@jest/globals';
import type { InjectOptions } from 'fastify';
import { MockAgent } from 'undici';
import type { Config } from '../../src/config/config.js';
import { readConfig } from '../../src/config/read-config.js';
import { GATEWAY_ERROR_CODES, USER_ERROR_CODES, type ErrorCode } from '../../src/faults/codes.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import {
  cloudflareError,
  NO_FROM,
  DUPLICATE_KEY,
  incidentBody,
  pagerDutyError,
  cloudflareResult,
  UNKNOWN_FROM,
} from '../graph/upstream-responses.js';
import { wireIncident } from '../upstream/pagerduty/wire-incident.js';

/** A response of an upstream; a string is the error code of its socket, `hangs` means no response. */
type MockResponse = readonly [status: number, body: unknown] | 'ECONNRESET' | 'ECONNREFUSED' | 'hangs';

interface ErrorCodeCase {
  /** A document, or a whole request. */
  readonly requests: string | InjectOptions;
  /** Settings in addition to the defaults of these tests. */
  readonly env?: Readonly<Record<string, string>>;
  /** The configuration that the settings would read from a file. */
  readonly config?: Partial<Config>;
  /** The responses of the upstreams, one per call; the last one repeats. */
  readonly answers?: readonly MockResponse[];
}

const ENV = {
  PAGERDUTY_API_TOKEN: 'u+notARealPagerDutyKey',
  CLOUDFLARE_API_TOKEN: 'notARealCloudflareToken',
  CLOUDFLARE_ACCOUNT_ID: '023e105f4ecef8ad9ca31a8372d0c353',
  ANONYMOUS_SCOPES: 'INCIDENTS_READ,INCIDENTS_WRITE,DESTINATIONS_READ,DESTINATIONS_WRITE',
  PAGERDUTY_FROM_MAY_ACKNOWLEDGE: 'on',
  REFERENCE_CACHE_SECONDS: '0',
  LOG_LEVEL: 'silent',
};

const INCIDENTS = '{ incidents { nodes { id } } }';
const trigger = (title = 'No bookings') =>
  `mutation { triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "${title}" }) { userErrors { code } } }`;
const updateMutation = (name: string) =>
  `mutation { ${name}(input: { incident: { pagerDutyId: "PT4KHLK" } }) { userErrors { code } } }`;
const CONNECT =
  'mutation { connectPagerDuty(input: { token: "a313ba7d3e464c0ea40808fafbc3816a" }) { userErrors { code } } }';
const DELETE = 'mutation { deletePagerDutyDestinations(input: { expectedIds: [] }) { userErrors { code } } }';
const post = (payload: object | string, headers: Record<string, string> = {}): InjectOptions => ({
  method: 'POST',
  url: '/graphql',
  headers: { 'content-type': 'application/json', ...headers },
  payload,
});
/** Passed as variables, because that many in the document would exceed the token limit. */
const resolveAll = (count: number): InjectOptions =>
  post({
    query: `mutation ($incidents: [IncidentRef!]!) {
      resolveIncidents(input: { incidents: $incidents }) { results { userErrors { code } } userErrors { code } } }`,
    variables: { incidents: Array.from({ length: count }, (_, n) => ({ pagerDutyId: `P${n}` })) },
  });
const resolved = (count: number) => ({
  incidents: Array.from({ length: count }, (_, n) => wireIncident({ id: `P${n}`, status: 'resolved' })),
});
const NOTE = { note: { id: 'PNOTE', content: 'Rolled back.', created_at: '2026-01-01T10:00:00Z' } };
const RESOLVE_WITH_NOTE = `mutation { resolveIncident(input: { incident: { pagerDutyId: "PT4KHLK" }, note: "Rolled back." })
  { userErrors { code } } }`;

const USER_ERRORS: Readonly<Record<string, ErrorCodeCase>> = {
  INVALID_INPUT: { requests: trigger(' ') },
  NOT_FOUND: { requests: updateMutation('resolveIncident'), answers: [[404, pagerDutyError('Not Found', 2100)]] },
  CONFLICT: { requests: updateMutation('acknowledgeIncident'), answers: [[200, incidentBody({ status: 'resolved' })]] },
  DUPLICATE_INCIDENT: { requests: trigger(), answers: [[400, DUPLICATE_KEY]] },
  ACTOR_REQUIRED: { requests: trigger(), answers: [[400, NO_FROM]] },
  ACTOR_UNKNOWN: { requests: trigger(), answers: [[400, UNKNOWN_FROM]] },
  NOT_PERMITTED: {
    requests: updateMutation('resolveIncident'),
    answers: [[403, pagerDutyError('Not permitted', 1018)]],
  },
  FEATURE_UNAVAILABLE: { requests: trigger(), answers: [[402, pagerDutyError('Not in this plan', 2012)]] },
  LIMIT_EXCEEDED: { requests: trigger(), answers: [[400, pagerDutyError('Account limit reached', 2019)]] },
  CONNECT_TOKEN_REJECTED: { requests: CONNECT, answers: [[404, cloudflareError(0, 'Not found')]] },
  CONFIRMATION_REQUIRED: { requests: DELETE, answers: [[200, cloudflareResult([{ id: 'd1', name: 'Mail' }])]] },
  PARTIALLY_APPLIED: {
    requests: RESOLVE_WITH_NOTE,
    answers: [
      [201, NOTE],
      [403, pagerDutyError('Access Denied', 2010)],
    ],
  },
  NOT_ATTEMPTED: { requests: resolveAll(252), answers: [[200, resolved(250)], 'ECONNREFUSED'] },
  OUTCOME_UNKNOWN: { requests: resolveAll(252), answers: [[200, resolved(250)], 'hangs'] },
  UPSTREAM_REJECTED: { requests: CONNECT, answers: [[405, cloudflareError(10405, 'Method not allowed')]] },
};

const PERSISTED = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };

const GATEWAY_ERRORS: Readonly<Record<string, ErrorCodeCase>> = {
  UNAUTHENTICATED: { requests: post({ query: INCIDENTS }, { authorization: 'Basic bm9ib2R5' }) },
  FORBIDDEN: { requests: INCIDENTS, env: { ANONYMOUS_SCOPES: 'DESTINATIONS_READ' } },
  BAD_REQUEST: { requests: post('no JSON') },
  BAD_USER_INPUT: { requests: '{ incidents(first: 0) { nodes { id } } }' },
  GRAPHQL_PARSE_FAILED: { requests: '{ incidents' },
  GRAPHQL_VALIDATION_FAILED: { requests: '{ incidentz }' },
  OPERATION_RESOLUTION_FAILURE: { requests: post({ query: `query A ${INCIDENTS}`, operationName: 'B' }) },
  PERSISTED_QUERY_NOT_FOUND: { requests: post({ extensions: PERSISTED }) },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    requests: post({ extensions: { persistedQuery: { version: 1 } } }),
    config: { trustedDocuments: new Map() },
  },
  OPERATION_TOO_COMPLEX: { requests: `{ ${Array.from({ length: 200 }, (_, n) => `a${n}: __typename`).join(' ')} }` },
  RATE_LIMITED: { requests: INCIDENTS, env: { CALLER_RATE_LIMIT: '1' }, answers: [[200, { incidents: [] }]] },
  UPSTREAM_RATE_LIMITED: { requests: INCIDENTS, answers: [[429, pagerDutyError('Rate Limit Exceeded', 2020)]] },
  UPSTREAM_UNAVAILABLE: { requests: INCIDENTS, answers: ['ECONNREFUSED'] },
  UPSTREAM_TIMEOUT: { requests: INCIDENTS, answers: ['hangs'] },
  UPSTREAM_BAD_RESPONSE: { requests: INCIDENTS, answers: [[200, '<p>Hello</p>']] },
  UPSTREAM_UNAUTHENTICATED: { requests: INCIDENTS, answers: [[401, pagerDutyError('Unauthorized', 2006)]] },
  UPSTREAM_FORBIDDEN: { requests: INCIDENTS, answers: [[403, pagerDutyError('Access Denied', 2010)]] },
  UPSTREAM_REJECTED: { requests: INCIDENTS, answers: [[405, pagerDutyError('Method not allowed')]] },
  FEATURE_UNAVAILABLE: { requests: INCIDENTS, answers: [[402, pagerDutyError('Not in this plan', 2012)]] },
  NOT_CONFIGURED: { requests: INCIDENTS, env: { PAGERDUTY_API_TOKEN: '' } },
};

/** Codes that none of these requests can cause, with the reason. */
const UNREACHABLE_CODES: Readonly<Partial<Record<ErrorCode, string>>> = {
  CURSOR_EXPIRED: 'occurs in subscriptions; test/server/live causes it',
  INTERNAL_SERVER_ERROR: 'would be a mistake nobody knows of; test/server makes one on purpose',
};

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open({ env, config: read, answers: responses = [] }: Omit<ErrorCodeCase, 'requests'>): Promise<Gateway> {
  const agent = new MockAgent();
  agent.disableNetConnect();
  for (const origin of ['https://api.pagerduty.com', 'https://api.cloudflare.com']) {
    responses.forEach((response, index) => {
      const interceptor = agent.get(origin).intercept({ path: () => true, method: () => true });
      const scope =
        response === 'hangs'
          ? interceptor.reply(200, () => new Promise<string>(() => {}) as unknown as string)
          : typeof response === 'string'
            ? interceptor.replyWithError(Object.assign(new Error(response), { code: response }))
            : interceptor.reply(
                response[0],
                typeof response[1] === 'string' ? response[1] : JSON.stringify(response[1]),
              );
      if (index === responses.length - 1) scope.persist();
    });
  }
  const config = { ...readConfig({ ...ENV, ...env }), deadlineMs: 1_000, tryTimeoutMs: 300, ...read };
  const gateway = await createGateway({ config, dispatcherFor: () => agent });
  closers.push(async () => {
    await gateway.stop();
    await agent.close();
  });
  return gateway;
}

/** Every `code` in the errors and in the payloads. */
async function receivedCodes({
  requests,
  ...options
}: ErrorCodeCase): Promise<{ errors: unknown[]; userErrors: unknown[] }> {
  const gateway = await open(options);
  const request = typeof requests === 'string' ? post({ query: requests }) : requests;
  // Runs twice, because some codes need a repeated operation.
  const responses = [await gateway.app.inject(request), await gateway.app.inject(request)];
  const bodies = responses.map((response) =>
    response.json<{ data?: unknown; errors?: { extensions: { code: unknown } }[] }>(),
  );
  return {
    errors: bodies.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code)),
    userErrors: bodies.flatMap(({ data }) =>
      [...JSON.stringify(data ?? null).matchAll(/"code":"(\w+)"/g)].map(([, code]) => code),
    ),
  };
}

describe('an error code', () => {
  test('of the catalogue is caused below or listed as unreachable', () => {
    const inPayloads = Object.keys(USER_ERRORS);
    const atTheTop = [...Object.keys(GATEWAY_ERRORS), ...Object.keys(UNREACHABLE_CODES)];
    expect(inPayloads.toSorted()).toEqual([...USER_ERROR_CODES].toSorted());
    expect(atTheTop.toSorted()).toEqual([...GATEWAY_ERROR_CODES].toSorted());
  });

  test.each(Object.entries(USER_ERRORS))('occurs in userErrors: %s', async (code, how) => {
    expect((await receivedCodes(how)).userErrors).toContain(code);
  });

  test.each(Object.entries(GATEWAY_ERRORS))('occurs in errors: %s', async (code, how) => {
    expect((await receivedCodes(how)).errors).toContain(code);
  });
});
