import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import {
  ALL_SCOPES,
  errorCodes,
  post,
  liveGateways,
  WAYS,
  type GraphQLResponse,
  type LiveGateway,
} from '../harness.js';

const { open, sandbox } = liveGateways();

const openAccess = { ANONYMOUS_SCOPES: ALL_SCOPES, INTROSPECTION: 'on', CALLER_RATE_LIMIT: '0' };

const repeated = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');

/** Each is refused with a short message and without an upstream call; `npm run resilience` measures the time. */
async function expectRefused({ run, calls }: LiveGateway, query: string, variables?: object): Promise<GraphQLResponse> {
  const response = await run(query, {}, variables);
  expect(response.status).toBe(400);
  expect(response.errors.length).toBeLessThanOrEqual(5);
  expect(JSON.stringify(response.errors.map(({ message }) => message)).length).toBeLessThan(4096);
  expect(calls()).toEqual([]);
  return response;
}

describe('an operation is refused before it runs, with limit and figure, for', () => {
  test.each([
    [
      'aliases',
      `{ ${repeated(16, (i) => `a${i}: viewer { name }`)} }`,
      'The number of root fields of this operation is 16; the limit is 10.',
    ],
    [
      'aliases below',
      `{ viewer { ${repeated(16, (i) => `a${i}: name`)} } }`,
      'The number of aliases of this operation is 16; the limit is 15.',
    ],
    [
      'aliases of __typename',
      `{ viewer { ${repeated(16, (i) => `a${i}: __typename`)} } }`,
      'The number of aliases of this operation is 16; the limit is 15.',
    ],
    [
      'aliases in fragments',
      `{ viewer { ...A ...A } } fragment A on Viewer { ${repeated(8, (i) => `a${i}: name`)} }`,
      'The number of aliases of this operation is 16; the limit is 15.',
    ],
    [
      'root fields',
      `{ ${repeated(11, () => 'viewer { name }')} }`,
      'The number of root fields of this operation is 11; the limit is 10.',
    ],
    [
      'directives',
      `{ viewer { name ${repeated(51, () => '@include(if: true)')} } }`,
      'The number of directives of this operation is 51; the limit is 50.',
    ],
    [
      'depth',
      `{ incidents { nodes { ${repeated(8, () => 'mergedInto {')} mergedInto { id } ${repeated(8, () => '}')} } } }`,
      'The depth of this operation is 12; the limit is 10.',
    ],
    [
      'depth in fragments',
      `{ incidents { nodes { ...F0 } } } ${repeated(8, (i) => `fragment F${i} on Incident { mergedInto { ...F${i + 1} } }`)} fragment F8 on Incident { id }`,
      'The depth of this operation is 11; the limit is 10.',
    ],
    [
      'complexity',
      '{ services(first: 100) { nodes { openIncidents(first: 100) { nodes { id } } } } }',
      'The complexity of this operation is 25251; the limit is 5000.',
    ],
    [
      'complexity of nested lists without pages, ten entries each',
      `{ pagerDutyDestinations(first: 1) { nodes { policies { pagerDutyDestinations { policies { pagerDutyDestinations {
        id
      } } } } } } }`,
      'The complexity of this operation is 21262; the limit is 5000.',
    ],
  ])('%s', async (_what, query, message) => {
    const response = await expectRefused(await open(openAccess), query);
    expect(errorCodes(response)).toEqual(['OPERATION_TOO_COMPLEX']);
    expect(response.errors[0]?.message).toBe(message);
  });

  test('tokens, while it is parsed', async () => {
    const response = await expectRefused(await open(openAccess), `{ viewer { ${repeated(1000, () => 'name')} } }`);
    expect(errorCodes(response)).toEqual(['GRAPHQL_PARSE_FAILED']);
    expect(response.errors[0]?.message).toContain('1000 tokens');
  });

  test('a page size in a variable', async () => {
    const query = 'query ($n: Int) { incidents(first: $n) { nodes { notes { content } } } }';
    const response = await expectRefused(await open(openAccess), query, { n: 100 });
    expect(response.errors[0]?.message).toBe('The complexity of this operation is 7151; the limit is 5000.');
  });

  test('a page size that was small before', async () => {
    const house = await open(openAccess);
    const query = 'query ($n: Int) { incidents(first: $n) { nodes { notes { content } } } }';
    const statuses = [1, 100, 2, null].map(async (n) => (await house.run(query, {}, { n })).status);
    expect(await Promise.all(statuses)).toEqual([200, 400, 200, 200]);
  });

  test.each(Object.entries(WAYS))(
    'the size of its expanded fragments, however short it is (%s)',
    async (_way, send) => {
      const doubling = repeated(40, (i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`);
      const response = await expectRefused(
        await open(openAccess),
        send(`{ viewer { ...F0 } } ${doubling} fragment F40 on Viewer { name }`),
      );
      expect(errorCodes(response)).toEqual(['OPERATION_TOO_COMPLEX']);
    },
  );

  test('the number of entries in its variables', async () => {
    const query = 'query ($f: IncidentFilter) { incidents(filter: $f) { nodes { id } } }';
    const f = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`nothing${i}`, 1]));
    const response = await expectRefused(await open(openAccess), query, { f });
    expect(response.errors[0]?.message).toBe(
      'The number of entries in the variables of this operation is 5001; the limit is 5000.',
    );
  });

  test('nested lists that would overflow the stack', async () => {
    const { url } = await open(openAccess);
    const nested = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
    const body = `{"query":"query ($q: String) { services(query: $q) { nodes { id } } }","variables":{"q":${nested}}}`;
    const response = await post(`${url}/graphql`, body);
    expect([response.status, errorCodes(response)]).toEqual([400, ['OPERATION_TOO_COMPLEX']]);
  });
});

describe('fragments that include each other', () => {
  test.each([
    ['one', '{ viewer { ...A } } fragment A on Viewer { name ...A }'],
    [
      'two, below fields',
      '{ incidents { nodes { ...A } } } fragment A on Incident { mergedInto { ...B } } fragment B on Incident { mergedInto { ...A } }',
    ],
    [
      'sixty, each twice, on which graphql-js itself overflows the stack',
      `{ incidents { nodes { ...F0 } } } ${repeated(60, (i) => `fragment F${i} on Incident { mergedInto { ...F${(i + 1) % 60} ...F${(i + 2) % 60} } }`)}`,
    ],
  ])('are an error of the document (%s)', async (_what, query) => {
    expect(errorCodes(await expectRefused(await open(openAccess), query))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

describe('errors', () => {
  test('are at most five, however many there are', async () => {
    const response = await expectRefused(await open(openAccess), `{ ${repeated(10, (i) => `nothing${i}`)} }`);
    expect(response.errors).toHaveLength(5);
  });

  test('are at most five for variables', async () => {
    const { run } = await open(openAccess);
    const query =
      'mutation ($i: AcknowledgeIncidentsInput!) { acknowledgeIncidents(input: $i) { results { changed } } }';
    const response = await run(query, {}, { i: { incidents: Array.from({ length: 100 }, () => ({ nothing: 1 })) } });
    expect([response.status, response.errors.length <= 5]).toEqual([400, true]);
  });

  test('cost almost nothing, however many the variables of a repeated operation have', async () => {
    const { run } = await open(openAccess);
    const filter = Object.fromEntries(Array.from({ length: 4_000 }, (_, i) => [`nothing${i}`, 1]));
    const query = 'query ($filter: IncidentFilter) { incidents(filter: $filter) { nodes { id } } }';
    const before = process.cpuUsage();
    for (let time = 0; time < 3; time += 1) expect((await run(query, {}, { filter })).status).toBe(400);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_000);
  });

  test('quote only a few words of the request', async () => {
    await expectRefused(await open(openAccess), `{ ${'x'.repeat(100_000)} }`);
  });
});

describe('an HTTP request', () => {
  test.each([
    ['a document of 1 MB', JSON.stringify({ query: `{ ${'viewer '.repeat(150_000)} }` })],
    ['a body of 10 MB', 'x'.repeat(10 * 1024 * 1024)],
  ])('that is too large is not read: %s is a 413', async (_what, body) => {
    const { url } = await open(openAccess);
    const response = await post(`${url}/graphql`, body);
    expect([response.status, errorCodes(response)]).toEqual([413, ['BAD_REQUEST']]);
  });
});

describe.each(Object.entries(WAYS))(
  'a response larger than MAX_RESPONSE_BYTES is refused as a whole (%s)',
  (_way, send) => {
    const small = { ...openAccess, MAX_RESPONSE_BYTES: '6000' };
    const MESSAGE = 'The response is larger than 6000 bytes (MAX_RESPONSE_BYTES). Request fewer entries or fields.';

    test.each([
      ['by its lists, whatever they contain', '{ incidents(first: 50) { nodes { number } } }'],
      [
        'by its strings',
        `{ incident(by: { number: 1259 }) { ${repeated(15, (i) => `a${i}: url`)} id url title service { id name url } } }`,
      ],
    ])('%s', async (how, query) => {
      const { run, log } = await open({ ...small, MAX_RESPONSE_BYTES: how === 'by its strings' ? '1024' : '6000' });
      const { status, data, errors } = await run(send(query));
      expect([status, data, errors.length]).toEqual([200, null, 1]);
      expect(errors[0]).toMatchObject({
        message: how === 'by its strings' ? MESSAGE.replace('6000', '1024') : MESSAGE,
        extensions: { code: 'OPERATION_TOO_COMPLEX' },
      });
      expect(log.filter(({ details }) => JSON.stringify(details).includes('"outcome":"failed"'))).toHaveLength(1);
    });

    test('with the outcome unknown for a mutation', async () => {
      const { run } = await open(small);
      const incidents = Array.from({ length: 40 }, (_, index) => ({ number: index + 1 }));
      const query = `mutation ($input: ResolveIncidentsInput!) { resolveIncidents(input: $input) { results { index } } }`;
      const { data, errors } = await run(send(query), {}, { input: { incidents } });
      expect([data, errors[0]?.extensions]).toMatchObject([null, { outcome: 'UNKNOWN', retryable: false }]);
    });

    test('also when only its characters are too long after serialization', async () => {
      const { run, calls } = await open({ ...small, MAX_RESPONSE_BYTES: '3000' });
      const query = `mutation ($input: TriggerIncidentInput!) {
        triggerIncident(input: $input) { incident { ${repeated(6, (i) => `a${i}: title`)} } }
      }`;
      const input = { service: { pagerDutyId: 'PSVC001' }, title: '€'.repeat(255), actor: sandbox().pagerduty.from };
      const { status, data, errors } = await run(send(query), {}, { input });
      expect([status, data, errors[0]?.extensions]).toMatchObject([
        200,
        null,
        { code: 'OPERATION_TOO_COMPLEX', outcome: 'UNKNOWN', retryable: false },
      ]);
      expect(calls().map(({ method }) => method)).toContain('POST');
    });

    test('but not when it has exactly the maximum', async () => {
      const { run } = await open(small);
      expect(await run(send('{ incidents(first: 5) { nodes { number } } }'))).toMatchObject({
        status: 200,
        errors: [],
      });
    });
  },
);

describe('the allowed maximum', () => {
  test.each([
    ['200 KB', 200_000, {}],
    ['500 KB, when a body may be that long', 500_000, { MAX_BODY_BYTES: '655360' }],
  ])('an event of %s', async (_size, length, settings) => {
    const { run } = await open({ ...openAccess, ...settings });
    const trigger = { summary: 'x', source: 'db03', severity: 'INFO', details: { log: 'x'.repeat(length) } };
    const query = 'mutation ($input: SendAlertEventInput!) { sendAlertEvent(input: $input) { accepted } }';
    const { data, errors } = await run(query, {}, { input: { integration: 'website-edge', event: { trigger } } });
    expect([data, errors]).toEqual([{ sendAlertEvent: { accepted: true } }, []]);
  });

  test('the introspection query, although it is deep', async () => {
    const response = await (await open(openAccess)).run(getIntrospectionQuery());
    expect([response.status, response.errors]).toEqual([200, []]);
  });

  test('the cost of an operation is in rateLimit', async () => {
    const { run } = await open({ ...openAccess, CALLER_RATE_LIMIT: '600' });
    const query =
      '{ incidents(first: 10) { nodes { id title } } rateLimit { cost limit remaining upstreams { upstream account limit } } }';
    const { data } = await run(query);
    // incidents 1, nodes 10 × (1 + id + title), a call 50; rateLimit and its fields 4, ten upstreams × (1 + 3 fields)
    expect(data?.['rateLimit']).toMatchObject({ cost: 125, limit: 600, remaining: 599 });
  });

  test('without a rate limit, limit, remaining and reset are null', async () => {
    const { run } = await open({ ...openAccess, CALLER_RATE_LIMIT: '0' });
    const { data, errors } = await run('{ rateLimit { limit remaining resetAt } }');
    expect([data, errors]).toEqual([{ rateLimit: { limit: null, remaining: null, resetAt: null } }, []]);
  });

  test('an operation costs the same however often it is repeated', async () => {
    const { run } = await open(openAccess);
    const costs = [];
    for (let time = 0; time < 4; time += 1) costs.push((await run('{ rateLimit { cost } }')).data);
    expect(costs).toEqual(costs.map(() => ({ rateLimit: { cost: 2 } })));
  });

  test('PagerDuty’s last rate limit is returned too', async () => {
    const { run } = await open(openAccess);
    const query = '{ rateLimit { upstreams { upstream account limit remaining resetAt observedAt } } }';
    const unknown = { limit: null, remaining: null, resetAt: null, observedAt: null };
    expect((await run(query)).data).toEqual({
      rateLimit: {
        upstreams: [
          { upstream: 'CLOUDFLARE', account: 'main', ...unknown },
          { upstream: 'PAGERDUTY', account: 'main', ...unknown },
        ],
      },
    });
    await run('{ incidents { nodes { id } } }');
    expect((await run(query)).data).toMatchObject({
      rateLimit: {
        upstreams: [{}, { upstream: 'PAGERDUTY', limit: 960, remaining: 959, observedAt: expect.any(String) }],
      },
    });
  });
});

describe('a caller above its rate limit', () => {
  test('gets the time of the reset, and others are not affected', async () => {
    const { url, run } = await open({ ...openAccess, CALLER_RATE_LIMIT: '2', TRUST_PROXY: '1' });
    const from = (address: string) => run('{ viewer { name } }', { 'x-forwarded-for': address });
    expect([(await from('192.0.2.1')).status, (await from('192.0.2.1')).status]).toEqual([200, 200]);
    const third = await from('192.0.2.1');
    expect([third.status, errorCodes(third)]).toEqual([429, ['RATE_LIMITED']]);
    const seconds = Number(third.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(third.errors[0]?.extensions).toMatchObject({ retryable: true, retryAfterSeconds: seconds });
    expect((await from('192.0.2.2')).status).toBe(200);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  test('gains nothing from an untrusted forwarding header', async () => {
    const { run } = await open({ ...openAccess, CALLER_RATE_LIMIT: '1' });
    await run('{ viewer { name } }', { 'x-forwarded-for': '192.0.2.1' });
    expect((await run('{ viewer { name } }', { 'x-forwarded-for': '192.0.2.2' })).status).toBe(429);
  });
});
