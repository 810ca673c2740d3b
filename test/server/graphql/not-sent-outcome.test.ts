import { afterEach, describe, expect, test } from '@jest/globals';
import { createClient } from '../../../src/client/client.js';
import type { PagergraphError } from '../../../src/client/pagergraph-error.js';
import { jwtIssuer } from '../auth/jwt-issuer.js';
import { ALL_SCOPES, readResponse, bearer, liveGateways, type GraphQLResponse, type LiveGateway } from '../harness.js';

const { open, writeFile, sandbox } = liveGateways();
const idp = jwtIssuer();

afterEach(() => {
  idp.status = 200;
});

const TRIGGER = 'mutation ($input: TriggerIncidentInput!) { triggerIncident(input: $input) { created } }';
const VARIABLES = { input: { service: { pagerDutyId: 'PSVC001' }, title: 'Disk full' } };
const TOO_MANY_FIELDS = `mutation { ${Array.from({ length: 11 }, (_, i) => `a${i}: createConnectToken { token }`).join(' ')} }`;

type Send = (house: LiveGateway) => Promise<Response> | Response;

interface RefusalCase {
  readonly env?: () => Record<string, string>;
  readonly send: Send;
}

const withInit =
  (init: RequestInit, search = ''): Send =>
  ({ url }) =>
    fetch(`${url}/graphql${search}`, { method: 'POST', ...init });

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: object, headers: Readonly<Record<string, string>> = {}): Send =>
  withInit({ headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify({ variables: VARIABLES, ...body }) });
const trigger = (headers?: Readonly<Record<string, string>>) => post({ query: TRIGGER }, headers);

const noApiKeys = () => ({ API_KEYS_FILE: writeFile('keys.json', []) });

const REFUSALS: Readonly<Record<string, RefusalCase>> = {
  'nobody says who calls': { env: noApiKeys, send: trigger() },
  'the credentials are wrong': { env: noApiKeys, send: trigger(bearer('nobodys')) },
  'the credentials are another scheme’s': { env: noApiKeys, send: trigger({ authorization: 'Basic eDp5' }) },
  'the access token has expired': {
    env: idp.env,
    send: async (house) => trigger(bearer(await idp.token({ expiresIn: -3_600 })))(house),
  },
  'the access token lacks the scope': {
    env: idp.env,
    send: async (house) => trigger(bearer(await idp.token()))(house),
  },
  'the keys of the issuer cannot be read': {
    env: idp.env,
    send: async (house) => {
      idp.status = 503;
      return trigger(bearer(await idp.token()))(house);
    },
  },
  'the caller has used its operations up': {
    env: () => ({ ANONYMOUS_SCOPES: ALL_SCOPES, CALLER_RATE_LIMIT: '1' }),
    send: async (house) => (await house.run('{ viewer { name } }'), trigger()(house)),
  },
  'the document is not one of the list': {
    env: () => ({
      ANONYMOUS_SCOPES: ALL_SCOPES,
      TRUSTED_DOCUMENTS: writeFile('documents.json', { who: '{ viewer { name } }' }),
    }),
    send: trigger(),
  },
  'the body is too large': { send: post({ more: 'x'.repeat(300_000) }) },
  'the body is no JSON': { send: withInit({ headers: JSON_TYPE, body: '{"query":"mutation' }) },
  'the body is of another type': { send: withInit({ headers: { 'content-type': 'text/plain' }, body: TRIGGER }) },
  'the body is compressed': { send: trigger({ 'content-encoding': 'gzip' }) },
  'the answer may be no JSON': { send: trigger({ accept: 'text/html' }) },
  'the method is PUT': {
    send: withInit({ method: 'PUT', headers: JSON_TYPE, body: JSON.stringify({ query: TRIGGER }) }),
  },
  'the method is GET': {
    send: ({ url }) =>
      fetch(
        `${url}/graphql?${new URLSearchParams({ query: 'mutation { createConnectToken { token } }' }).toString()}`,
        {
          headers: { 'apollo-require-preflight': '1' },
        },
      ),
  },
  'it is a batch': { send: withInit({ headers: JSON_TYPE, body: JSON.stringify([{ query: TRIGGER }]) }) },
  'the query is missing': { send: post({}) },
  'the hash is of no known text': {
    send: post({ extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } }),
  },
  'it cannot be parsed': { send: post({ query: 'mutation {' }) },
  'it names a field that is not there': { send: post({ query: 'mutation { triggerIncidents { created } }' }) },
  'it includes itself': { send: post({ query: `${TRIGGER} fragment A on Incident { ...A }` }) },
  'no operation has this name': { send: post({ query: TRIGGER, operationName: 'Other' }) },
  'an input is missing': { send: post({ query: TRIGGER, variables: {} }) },
  'an input is of the wrong type': { send: post({ query: TRIGGER, variables: { input: { title: 7 } } }) },
  'an input is nothing': {
    send: post({
      query: TRIGGER.replace('Input!', 'Input = { service: { pagerDutyId: "PSVC001" }, title: "x" }'),
      variables: { input: null },
    }),
  },
  'it is too deep': {
    send: post({ query: TRIGGER.replace('created', `incident { ${'mergedInto { '.repeat(12)} id ${'}'.repeat(13)}`) }),
  },
  'it has too many root fields': { send: post({ query: TOO_MANY_FIELDS }) },
  'it costs too much': {
    send: post({
      query: TRIGGER.replace(
        'created',
        'incident { service { openIncidents(first: 100) { nodes { notes { id } } } } }',
      ),
    }),
  },
  'its variables have too many entries': {
    send: post({ query: TRIGGER, variables: { ...VARIABLES, more: Array.from({ length: 5_001 }, () => 1) } }),
  },
};

describe('a mutation that is refused before it runs has the outcome NOT_SENT: when', () => {
  test.each(Object.entries(REFUSALS))('%s', async (_when, { env, send }) => {
    const house = await open({
      CALLER_RATE_LIMIT: '0',
      ...(env?.() ?? { ANONYMOUS_SCOPES: ALL_SCOPES }),
    });
    for (const response of [await readResponse(await send(house)), await readResponse(await send(house))]) {
      expect(outcomes(response)).toEqual(['NOT_SENT']);
      expect(Object.values(response.data ?? {}).every((value) => value === null)).toBe(true);
    }
    expect(house.calls()).toEqual([]);
  });
});

/** Each value once. */
const outcomes = ({ errors }: GraphQLResponse) => [...new Set(errors.map(({ extensions }) => extensions['outcome']))];

test('the client reports it, and not for a query', async () => {
  const { url } = await open(idp.env());
  idp.status = 503;
  const api = createClient({ url: `${url}/graphql`, token: () => idp.token() });
  const refusal = await api.triggerIncident(VARIABLES).catch((error: unknown) => error as PagergraphError);
  expect(refusal).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true, outcome: 'NOT_SENT' });
  const other = await api.listIncidents().catch((error: unknown) => error as PagergraphError);
  expect(other).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true, outcome: null });
});

test('errors below the payload of a mutation do not have the outcome', async () => {
  const { run } = await open({ ANONYMOUS_SCOPES: ALL_SCOPES });
  const query = `mutation ($input: TriggerIncidentInput!, $only: Boolean = true) {
    triggerIncident(input: $input) { incident { timeline(overviewOnly: $only) { totalCount } } }
  }`;
  const { errors } = await run(
    query,
    {},
    { input: { ...VARIABLES.input, actor: sandbox().pagerduty.from }, only: null },
  );
  expect(errors.map(({ extensions }) => [extensions['code'], extensions['outcome']])).toEqual([
    ['BAD_USER_INPUT', undefined],
  ]);
});
