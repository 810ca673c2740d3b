import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { encodeCursor, createCursorSigner } from '../../../src/graph/core/pagination/cursor.js';
import { deriveCursorKey } from '../../../src/graph/core/pagination/cursor-key.js';
import { bearer, errorCodes, liveGateways, post, sha256 } from '../harness.js';
import { getForStream, postForStream, type OpenEventStream } from './event-stream-client.js';
import {
  ANYONE,
  eventStreams,
  EVENTS,
  nextData,
  OPEN_INCIDENTS,
  trigger,
  TRIGGER,
  waitForLog,
} from './live-harness.js';

const { open, writeFile } = liveGateways();
const { subscribe, keep } = eventStreams();

interface Failed {
  readonly errors: readonly { readonly extensions: { readonly code: string } }[];
}

/** The codes of a stream that ends at once with errors. */
async function endCodes(stream: OpenEventStream): Promise<unknown[]> {
  const events = await stream.rest();
  expect(events.map(({ event }) => event)).toEqual(['next', 'complete']);
  const errors = events.flatMap(({ data }) => (data as Failed | null)?.errors ?? []);
  return errors.map(({ extensions }) => extensions.code);
}

describe('a subscription over an event stream', () => {
  test('sends the open incidents, then a mutation of the gateway at once', async () => {
    const gateway = await open(ANYONE);
    const stream = await subscribe(gateway, OPEN_INCIDENTS);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const { openIncidents: snapshot } = await nextData(stream);
    expect(snapshot).toMatchObject({ isSnapshot: true, removedIds: [], totalCount: 14, live: { source: 'POLL' } });
    const id = await trigger(gateway);
    expect((await nextData(stream))['openIncidents']).toMatchObject({
      isSnapshot: false,
      totalCount: 15,
      upserted: [{ pagerDutyId: id, title: 'Queue is full', status: 'TRIGGERED' }],
    });
    await gateway.run(
      `mutation { resolveIncident(input: { incident: { pagerDutyId: "${id}" }, actor: "tomasz.wilk@example.com" }) { changed } }`,
    );
    expect((await nextData(stream))['openIncidents']).toMatchObject({
      upserted: [],
      removedIds: [`pagerduty://main/Incident/${id}`],
      totalCount: 14,
    });
  });

  test('goes on after the cursor of the last event', async () => {
    const gateway = await open(ANYONE);
    const first = await subscribe(gateway, EVENTS);
    const snapshots = await subscribe(gateway, OPEN_INCIDENTS);
    await nextData(snapshots);
    await trigger(gateway);
    const { incidentEvents: event } = await nextData(first);
    expect(event).toMatchObject({ type: 'TRIGGERED', source: 'GATEWAY', incident: { title: 'Queue is full' } });
    first.close();
    await trigger(gateway);
    const second = await subscribe(gateway, EVENTS, { variables: { after: event?.['cursor'] } });
    const { incidentEvents: missed } = await nextData(second);
    expect(missed).toMatchObject({ type: 'TRIGGERED' });
    expect(missed?.['eventId']).not.toBe(event?.['eventId']);
  });

  test('may be sent with the hash of its document, as clients with persisted queries do', async () => {
    const gateway = await open(ANYONE);
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(OPEN_INCIDENTS) } };
    const stream = await postForStream(`${gateway.url}/graphql`, { query: OPEN_INCIDENTS, extensions });
    keep(stream);
    expect(await nextData(stream)).toMatchObject({ openIncidents: { isSnapshot: true } });
  });

  test('works with the client of graphql-sse', async () => {
    const gateway = await open(ANYONE);
    const client = createClient({ url: `${gateway.url}/graphql`, retryAttempts: 0 });
    const results = client.iterate({ query: OPEN_INCIDENTS });
    expect((await results.next()).value).toMatchObject({ data: { openIncidents: { isSnapshot: true } } });
    await trigger(gateway);
    expect((await results.next()).value).toMatchObject({ data: { openIncidents: { totalCount: 15 } } });
    client.dispose();
  });

  test('is what the playground sends: a GET from its own page', async () => {
    const gateway = await open(ANYONE);
    const url = `${gateway.url}/graphql`;
    const params = { query: OPEN_INCIDENTS, extensions: '{}' };
    const stream = await getForStream(url, params, { 'sec-fetch-site': 'same-origin' });
    keep(stream);
    expect((await nextData(stream))['openIncidents']).toMatchObject({ isSnapshot: true });
  });

  test('executes queries and mutations too, and completes', async () => {
    const gateway = await open(ANYONE);
    const query = await subscribe(gateway, '{ pagerDutyAccount { key live { source } } }');
    expect(await query.rest()).toEqual([
      { event: 'next', data: { data: { pagerDutyAccount: { key: 'main', live: { source: null } } } } },
      { event: 'complete', data: null },
    ]);
    const mutation = await subscribe(gateway, TRIGGER);
    expect(await mutation.rest()).toMatchObject([
      { event: 'next', data: { data: { triggerIncident: { userErrors: [] } } } },
      { event: 'complete' },
    ]);
  });

  test('is logged at its start and at its end, and leaves nothing when the client disconnects', async () => {
    const gateway = await open(ANYONE);
    const stream = await subscribe(gateway, OPEN_INCIDENTS.replace('subscription', 'subscription Board'));
    await nextData(stream);
    const ended = waitForLog(gateway, 'GraphQL subscription ended');
    stream.close();
    await ended;
    const lines = gateway.log.filter(({ message }) => String(message).startsWith('GraphQL subscription'));
    expect(lines).toMatchObject([
      { details: { kind: 'subscription', operation: 'Board', transport: 'event-stream', caller: 'anonymous' } },
      { details: { operation: 'Board', events: 1, reason: 'disconnected' } },
    ]);
  });
});

/** A cursor of a position that is not in the log. */
function cursorOf(key: string): string {
  const cursorKey = deriveCursorKey(CURSOR_KEY, 'PAGERDUTY', key);
  return encodeCursor(createCursorSigner({ key, cursorKey }, 'incidentEvents'), 'earlier-1');
}

const CURSOR_KEY = 'k'.repeat(32);

describe('a request for an event stream is refused', () => {
  test.each([
    ['a syntax error', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { openIncidentz }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'two fields',
      'subscription { a: openIncidents { isSnapshot } b: openIncidents { isSnapshot } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'two operations',
      `query A { viewer { name } } ${OPEN_INCIDENTS.replace('{', 'B {')}`,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a missing variable',
      'subscription ($a: String!) { openIncidents(account: $a) { isSnapshot } }',
      'BAD_USER_INPUT',
    ],
    ['an unknown account', 'subscription { openIncidents(account: "other") { isSnapshot } }', 'BAD_USER_INPUT'],
    [
      'a foreign id',
      'subscription { openIncidents(filter: { services: [{ id: "pagerduty://second/PagerDutyService/P1" }] }) { isSnapshot } }',
      'BAD_USER_INPUT',
    ],
    ['an empty filter', 'subscription { incidentEvents(filter: { types: [] }) { eventId } }', 'BAD_USER_INPUT'],
    [
      'an unknown urgency',
      'subscription { openIncidents(filter: { urgencies: [UNKNOWN] }) { isSnapshot } }',
      'BAD_USER_INPUT',
    ],
    ['an invented cursor', 'subscription { incidentEvents(after: "abc") { eventId } }', 'BAD_USER_INPUT'],
    [
      'no field',
      'subscription ($no: Boolean = true) { openIncidents @skip(if: $no) { isSnapshot } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'too much',
      'subscription { openIncidents { upserted { alerts(first: 100) { nodes { id summary } } timeline { nodes { id } } } } }',
      'OPERATION_TOO_COMPLEX',
    ],
  ])('for %s, in words', async (_what, query, code) => {
    const gateway = await open(ANYONE);
    const before = gateway.calls().length;
    expect(await endCodes(await subscribe(gateway, query))).toEqual([code]);
    expect(gateway.calls().length).toBe(before);
  });

  test('for a cursor of another account or an earlier process', async () => {
    const gateway = await open({ ...ANYONE, CURSOR_KEY }, { secondAccount: true });
    const codesOf = async (after: string) => endCodes(await subscribe(gateway, EVENTS, { variables: { after } }));
    expect(await codesOf(cursorOf('second'))).toEqual(['BAD_USER_INPUT']);
    expect(await codesOf(cursorOf('main'))).toEqual(['CURSOR_EXPIRED']);
  });

  test('for a condition on its field, also within a fragment and without a stream', async () => {
    const gateway = await open(ANYONE);
    const query =
      'subscription ($no: Boolean!) { ...Open } fragment Open on Subscription { ... { openIncidents @skip(if: $no) { isSnapshot } } }';
    expect(await endCodes(await subscribe(gateway, query, { variables: { no: true } }))).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    expect(errorCodes(await gateway.run(query, {}, { no: true }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('without a stream, with what to do', async () => {
    const gateway = await open(ANYONE);
    const response = await gateway.run(OPEN_INCIDENTS);
    expect([response.status, errorCodes(response)]).toEqual([400, ['BAD_REQUEST']]);
    expect(response.errors[0]?.message).toContain('Accept: text/event-stream');
  });

  test.each([
    ['a page of any origin', {}],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of another origin', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ])('by GET from %s', async (_who, headers) => {
    const gateway = await open(ANYONE);
    const { response } = await getForStream(`${gateway.url}/graphql`, { query: OPEN_INCIDENTS }, headers);
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    ]);
    expect(gateway.calls()).toEqual([]);
  });

  test('for a mutation by GET', async () => {
    const gateway = await open(ANYONE);
    const headers = { 'apollo-require-preflight': '1' };
    const { response } = await getForStream(`${gateway.url}/graphql`, { query: TRIGGER }, headers);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(gateway.calls()).toEqual([]);
  });

  test.each(['PUT', 'DELETE'])('for a reservation of a stream by %s', async (method) => {
    const gateway = await open(ANYONE);
    const headers = { accept: 'text/event-stream', 'x-graphql-event-stream-token': 'undefined' };
    expect((await fetch(`${gateway.url}/graphql`, { method, headers })).status).toBe(405);
  });

  test('for a body that is not an object, and for parameters of a wrong type', async () => {
    const gateway = await open(ANYONE);
    const url = `${gateway.url}/graphql`;
    const stream = await postForStream(url, [{ query: OPEN_INCIDENTS }]);
    expect(stream.response.status).toBe(400);
    expect(await endCodes(await postForStream(url, { query: OPEN_INCIDENTS, variables: 'none' }))).toEqual([
      'BAD_REQUEST',
    ]);
  });

  test('without the scope, without a credential, and for another account', async () => {
    const keys = [
      { name: 'writer', sha256: sha256('pg_writer'), scopes: ['INCIDENTS_WRITE'] },
      { name: 'reader', sha256: sha256('pg_reader'), scopes: ['INCIDENTS_READ'], accounts: ['main'] },
    ];
    const gateway = await open({ API_KEYS_FILE: writeFile('keys.json', keys) }, { secondAccount: true });
    for (const query of [OPEN_INCIDENTS, EVENTS])
      expect(await endCodes(await subscribe(gateway, query, { headers: bearer('pg_writer') }))).toEqual(['FORBIDDEN']);
    expect((await subscribe(gateway, OPEN_INCIDENTS)).response.status).toBe(401);
    const other = OPEN_INCIDENTS.replace('openIncidents', 'openIncidents(account: "second")');
    expect(await endCodes(await subscribe(gateway, other, { headers: bearer('pg_reader') }))).toEqual(['FORBIDDEN']);
    expect(gateway.calls()).toEqual([]);
  });

  test('beyond the maximum of a caller, until one is closed', async () => {
    const gateway = await open({ ...ANYONE, MAX_SUBSCRIPTIONS_PER_CALLER: '1' });
    const first = await subscribe(gateway, OPEN_INCIDENTS);
    await nextData(first);
    const refused = await post(`${gateway.url}/graphql`, JSON.stringify({ query: OPEN_INCIDENTS }), {
      accept: 'text/event-stream',
    });
    expect([refused.status, errorCodes(refused), refused.headers.get('retry-after')]).toEqual([
      429,
      ['RATE_LIMITED'],
      '10',
    ]);
    const ended = waitForLog(gateway, 'GraphQL subscription ended');
    first.close();
    await ended;
    expect(await nextData(await subscribe(gateway, OPEN_INCIDENTS))).toMatchObject({
      openIncidents: { isSnapshot: true },
    });
  });

  test('behind another response of its connection, because it would outlive the client', async () => {
    const gateway = await open(ANYONE);
    const body = JSON.stringify({ query: OPEN_INCIDENTS });
    const head =
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\ncontent-type: application/json';
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    socket.write(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`.repeat(3));
    await waitForLog(gateway, 'Request rejected', 2);
    socket.destroy();
    await waitForLog(gateway, 'GraphQL subscription ended');
    const rejected = gateway.log.filter(({ message }) => message === 'Request rejected');
    expect(rejected.map(({ details }) => details)).toMatchObject([{ code: 'BAD_REQUEST' }, { code: 'BAD_REQUEST' }]);
    expect(gateway.log.filter(({ message }) => message === 'GraphQL subscription started')).toHaveLength(1);
  });

  test('for a document outside of the trusted list', async () => {
    const manifest = {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: 'open', body: OPEN_INCIDENTS }],
    };
    const gateway = await open({ ...ANYONE, TRUSTED_DOCUMENTS: writeFile('trusted.json', manifest) });
    expect(await endCodes(await subscribe(gateway, EVENTS))).toEqual(['FORBIDDEN']);
    const trusted = await postForStream(`${gateway.url}/graphql`, { documentId: 'open' });
    keep(trusted);
    expect(await nextData(trusted)).toMatchObject({ openIncidents: { isSnapshot: true } });
  });
});
