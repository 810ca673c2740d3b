import { afterEach, describe, expect, test } from '@jest/globals';
import type { InjectOptions } from 'fastify';
import { MockAgent } from 'undici';
import type { Config } from '../../src/config/config.js';
import { readConfig } from '../../src/config/read-config.js';
import { GATEWAY_ERROR_CODES, USER_ERROR_CODES, type Kind } from '../../src/faults/codes.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import { failed, NO_FROM, DUPLICATE, oneIncident, refusal, told, UNKNOWN_FROM } from '../graph/upstream-responses.js';
import { wireIncident } from '../upstream/pagerduty/wire-incident.js';
import { COMPILE_MODE } from '../compile-mode.js';

/** An upstream's answer; a text is the error of its socket, `hangs` none at all. */
type Answer = readonly [status: number, body: unknown] | 'ECONNRESET' | 'ECONNREFUSED' | 'hangs';

interface Case {
  /** A document, or a whole request. */
  readonly asks: string | InjectOptions;
  /** Settings beside the usual ones. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the settings would have to read from a file. */
  readonly config?: Partial<Config>;
  /** What the upstreams answer, one a call, the last one for all further calls. */
  readonly answers?: readonly Answer[];
}

const ENV = {
  PAGERDUTY_API_TOKEN: 'u+notARealPagerDutyKey',
  CLOUDFLARE_API_TOKEN: 'notARealCloudflareToken',
  CLOUDFLARE_ACCOUNT_ID: '023e105f4ecef8ad9ca31a8372d0c353',
  ANONYMOUS_SCOPES: 'INCIDENTS_READ,INCIDENTS_WRITE,DESTINATIONS_READ,DESTINATIONS_WRITE',
  PAGERDUTY_FROM_MAY_ACKNOWLEDGE: 'on',
  REFERENCE_CACHE_SECONDS: '0',
  LOG_LEVEL: 'silent',
  ...COMPILE_MODE,
};

const INCIDENTS = '{ incidents { nodes { id } } }';
const trigger = (title = 'No bookings') =>
  `mutation { triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "${title}" }) { userErrors { code } } }`;
const change = (name: string) =>
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
/** By variables: so many in the document itself are too many tokens. */
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

const USER_ERRORS: Readonly<Record<string, Case>> = {
  INVALID_INPUT: { asks: trigger(' ') },
  NOT_FOUND: { asks: change('resolveIncident'), answers: [[404, refusal('Not Found', 2100)]] },
  CONFLICT: { asks: change('acknowledgeIncident'), answers: [[200, oneIncident({ status: 'resolved' })]] },
  DUPLICATE_INCIDENT: { asks: trigger(), answers: [[400, DUPLICATE]] },
  ACTOR_REQUIRED: { asks: trigger(), answers: [[400, NO_FROM]] },
  ACTOR_UNKNOWN: { asks: trigger(), answers: [[400, UNKNOWN_FROM]] },
  NOT_PERMITTED: { asks: change('resolveIncident'), answers: [[403, refusal('Not permitted', 1018)]] },
  FEATURE_UNAVAILABLE: { asks: trigger(), answers: [[402, refusal('Not in this plan', 2012)]] },
  LIMIT_EXCEEDED: { asks: trigger(), answers: [[400, refusal('Account limit reached', 2019)]] },
  CONNECT_TOKEN_REJECTED: { asks: CONNECT, answers: [[404, failed(0, 'Not found')]] },
  CONFIRMATION_REQUIRED: { asks: DELETE, answers: [[200, told([{ id: 'd1', name: 'Mail' }])]] },
  PARTIALLY_APPLIED: {
    asks: RESOLVE_WITH_NOTE,
    answers: [
      [201, NOTE],
      [403, refusal('Access Denied', 2010)],
    ],
  },
  NOT_ATTEMPTED: { asks: resolveAll(252), answers: [[200, resolved(250)], 'ECONNREFUSED'] },
  OUTCOME_UNKNOWN: { asks: resolveAll(252), answers: [[200, resolved(250)], 'hangs'] },
  UPSTREAM_REJECTED: { asks: CONNECT, answers: [[405, failed(10405, 'Method not allowed')]] },
};

const PERSISTED = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };

const GATEWAY_ERRORS: Readonly<Record<string, Case>> = {
  UNAUTHENTICATED: { asks: post({ query: INCIDENTS }, { authorization: 'Basic bm9ib2R5' }) },
  FORBIDDEN: { asks: INCIDENTS, env: { ANONYMOUS_SCOPES: 'DESTINATIONS_READ' } },
  BAD_REQUEST: { asks: post('no JSON') },
  BAD_USER_INPUT: { asks: '{ incidents(first: 0) { nodes { id } } }' },
  GRAPHQL_PARSE_FAILED: { asks: '{ incidents' },
  GRAPHQL_VALIDATION_FAILED: { asks: '{ incidentz }' },
  OPERATION_RESOLUTION_FAILURE: { asks: post({ query: `query A ${INCIDENTS}`, operationName: 'B' }) },
  PERSISTED_QUERY_NOT_FOUND: { asks: post({ extensions: PERSISTED }) },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    asks: post({ extensions: { persistedQuery: { version: 1 } } }),
    config: { trustedDocuments: new Map() },
  },
  OPERATION_TOO_COMPLEX: { asks: `{ ${Array.from({ length: 200 }, (_, n) => `a${n}: __typename`).join(' ')} }` },
  RATE_LIMITED: { asks: INCIDENTS, env: { CALLER_RATE_LIMIT: '1' }, answers: [[200, { incidents: [] }]] },
  UPSTREAM_RATE_LIMITED: { asks: INCIDENTS, answers: [[429, refusal('Rate Limit Exceeded', 2020)]] },
  UPSTREAM_UNAVAILABLE: { asks: INCIDENTS, answers: ['ECONNREFUSED'] },
  UPSTREAM_TIMEOUT: { asks: INCIDENTS, answers: ['hangs'] },
  UPSTREAM_BAD_RESPONSE: { asks: INCIDENTS, answers: [[200, '<p>Hello</p>']] },
  UPSTREAM_UNAUTHENTICATED: { asks: INCIDENTS, answers: [[401, refusal('Unauthorized', 2006)]] },
  UPSTREAM_FORBIDDEN: { asks: INCIDENTS, answers: [[403, refusal('Access Denied', 2010)]] },
  UPSTREAM_REJECTED: { asks: INCIDENTS, answers: [[405, refusal('Method not allowed')]] },
  FEATURE_UNAVAILABLE: { asks: INCIDENTS, answers: [[402, refusal('Not in this plan', 2012)]] },
  NOT_CONFIGURED: { asks: INCIDENTS, env: { PAGERDUTY_API_TOKEN: '' } },
};

/** Codes that no request is known to cause, and why. */
const NOWHERE: Readonly<Partial<Record<Kind, string>>> = {
  INTERNAL_SERVER_ERROR: 'would be a mistake nobody knows of; test/server makes one on purpose',
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open({ env, config: read, answers = [] }: Omit<Case, 'asks'>): Promise<Gateway> {
  const agent = new MockAgent();
  agent.disableNetConnect();
  for (const origin of ['https://api.pagerduty.com', 'https://api.cloudflare.com']) {
    answers.forEach((answer, index) => {
      const interceptor = agent.get(origin).intercept({ path: () => true, method: () => true });
      const scope =
        answer === 'hangs'
          ? interceptor.reply(200, () => new Promise<string>(() => {}) as unknown as string)
          : typeof answer === 'string'
            ? interceptor.replyWithError(Object.assign(new Error(answer), { code: answer }))
            : interceptor.reply(answer[0], typeof answer[1] === 'string' ? answer[1] : JSON.stringify(answer[1]));
      if (index === answers.length - 1) scope.persist();
    });
  }
  const config = { ...readConfig({ ...ENV, ...env }), deadlineMs: 1_000, tryTimeoutMs: 300, ...read };
  const gateway = await createGateway({ config, dispatcherFor: () => agent });
  closing.push(async () => {
    await gateway.stop();
    await agent.close();
  });
  return gateway;
}

/** Every `code` that stands in the errors and in the payloads. */
async function codesOf({ asks, ...stage }: Case): Promise<{ errors: unknown[]; userErrors: unknown[] }> {
  const gateway = await open(stage);
  const request = typeof asks === 'string' ? post({ query: asks }) : asks;
  // The second time as well, for what only repeating causes.
  const answers = [await gateway.app.inject(request), await gateway.app.inject(request)];
  const bodies = answers.map((answer) =>
    answer.json<{ data?: unknown; errors?: { extensions: { code: unknown } }[] }>(),
  );
  return {
    errors: bodies.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code)),
    userErrors: bodies.flatMap(({ data }) =>
      [...JSON.stringify(data ?? null).matchAll(/"code":"(\w+)"/g)].map(([, code]) => code),
    ),
  };
}

describe('a code', () => {
  test('of the catalogue is met below, or known to be nowhere', () => {
    const inPayloads = Object.keys(USER_ERRORS);
    const atTheTop = [...Object.keys(GATEWAY_ERRORS), ...Object.keys(NOWHERE)];
    expect(inPayloads.toSorted()).toEqual([...USER_ERROR_CODES].toSorted());
    expect(atTheTop.toSorted()).toEqual([...GATEWAY_ERROR_CODES].toSorted());
  });

  test.each(Object.entries(USER_ERRORS))('is met in userErrors: %s', async (code, how) => {
    expect((await codesOf(how)).userErrors).toContain(code);
  });

  test.each(Object.entries(GATEWAY_ERRORS))('is met in errors: %s', async (code, how) => {
    expect((await codesOf(how)).errors).toContain(code);
  });
});
