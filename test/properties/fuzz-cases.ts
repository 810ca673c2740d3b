import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { createSchema } from '../../src/graph/schema.js';
import { createOperationGenerator, seededRandom } from './random-operation.js';

/** A hostile or almost valid request. */
export interface FuzzCase {
  readonly method: string;
  /** With its question mark; may be empty. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

interface Operation {
  readonly query: string;
  readonly variables: unknown;
}

const FOLDER = new URL('../../schema/operations/', import.meta.url);
const VARIABLES_LINE = /^# variables:(.*)$/m;

const OPERATIONS: readonly Operation[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => {
    const query = readFileSync(new URL(file, FOLDER), 'utf8');
    return { query, variables: JSON.parse(VARIABLES_LINE.exec(query)?.[1] ?? '{}') as unknown };
  });

/** Separated by bars. */
const PLAIN_HOSTILE_TEXTS = `.|..|../users|%2e%2e|☃|PSVC001|PUSR001|PINC060|main|other|__proto__|constructor|toString|{NAME}|{|}{
  |pagerduty://main/Incident/PT4KHLK|pagerduty://__proto__/Incident/P1|pagerduty://main/Incident/../x|pagerduty://main/Query/1
  |cloudflare://main/PagerDutyDestination/%00|node://|eyJhbGciOiJub25lIn0.e30.|ann@example.com|a@b|tomasz.wilk@example.com
  |2026-02-30T00:00:00Z|9999-12-31T23:59:59Z|-1|1e400`;

const HOSTILE_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\u202e',
  '\ud800',
  '😀'.repeat(300),
  'x'.repeat(5_000),
  ...PLAIN_HOSTILE_TEXTS.split(/\s*\|/),
];

/** Headers of Apollo and of this gateway, and headers that proxies add. */
const HOSTILE_HEADERS: Readonly<Record<string, readonly string[]>> = {
  accept: [
    '*/*',
    'application/json',
    'application/graphql-response+json',
    'text/html',
    'text/event-stream',
    ';;',
    'a/b;q=x',
    'application/*;q=0, */*',
    'application/json;charset=utf-16',
    'text/html;x=",*/*,"',
    'multipart/mixed',
    '',
  ],
  'accept-encoding': ['gzip', 'br;q=0', '*', 'gzip;q=nonsense', ',,,'],
  authorization: [
    'Bearer',
    'Bearer x',
    'Bearer a.b.c',
    'Basic eDp5',
    'Bearer eyJhbGciOiJub25lIn0.e30.',
    'Bearer '.repeat(50),
  ],
  'content-type': [
    'application/json',
    'application/json; charset=utf-16',
    'text/plain',
    'multipart/form-data',
    '',
    ';',
  ],
  'content-encoding': ['identity', 'gzip', 'br, gzip', '<>'],
  'apollo-require-preflight': ['1', ''],
  'x-apollo-operation-name': ['x'],
  'x-pagergraph-upstream-calls': ['1', 'no'],
  traceparent: ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 'x'],
  'x-forwarded-for': ['127.0.0.1', '::', ',,', 'x'],
  origin: ['null', 'https://evil.example.com', 'http://localhost:3000'],
  cookie: ['a=b'],
};

const SCALARS = {
  ID: HOSTILE_TEXTS.map((text) => JSON.stringify(text)),
  String: HOSTILE_TEXTS.map((text) => JSON.stringify(text)),
  Int: ['0', '1', '-1', '100', '101', '1260', '2147483647', '2147483648'],
  Boolean: ['true', 'false'],
  Float: ['0.5', '1e308'],
  EmailAddress: ['"tomasz.wilk@example.com"', '"nobody@example.com"', '"a@b"', '"\\u0000@example.com"'],
  DateTime: ['"2026-11-01T00:00:00Z"', '"1970-01-01T00:00:00+02:00"', '"9999-12-31T23:59:59Z"', '"soon"'],
  URI: ['"https://example.com/"', '"javascript:alert(1)"', '""'],
  JSON: ['{ a: [1, null, { b: 3.5 }] }', 'null', '{ __proto__: 1 }', '9007199254740993'],
};

/** A random operation of the schema; about half of them are refused because of a value. */
function schemaOperation(): fc.Arbitrary<string> {
  const schema = createSchema();
  const fields = [
    ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => ({ kind: 'query', field }) as const),
    ...Object.values(schema.getMutationType()?.getFields() ?? {}).map(
      (field) => ({ kind: 'mutation', field }) as const,
    ),
  ];
  return fc.tuple(fc.constantFrom(...fields), fc.integer()).map(([{ kind, field }, seed]) => {
    const make = createOperationGenerator({
      schema,
      random: seededRandom(seed),
      scalars: SCALARS,
      optionalProbability: 0.3,
      depth: 3,
    });
    return make.operation(kind, field);
  });
}

const TEXT_FRAGMENTS = [
  ...`{ } ( ) [ ] : ! $ @ | & = " \\ # , .`.split(' '),
  '\n',
  '\u0000',
  '\ufeff',
  '...',
  '"""',
  'on',
  'fragment',
  'query',
  'mutation',
  'subscription',
];

/** A text with some letters exchanged, removed, doubled or inserted. */
function corruptText(text: string): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(12),
    piece: fc.constantFrom(...TEXT_FRAGMENTS, ''),
  });
  return fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) =>
    edits.reduce((left, { at, cut, piece }) => {
      const place = Math.floor(at * left.length);
      return left.slice(0, place) + piece + left.slice(place + cut);
    }, text),
  );
}

/** A value with some of its parts replaced. */
function replaceValues(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) return keepOrReplace(fc.tuple(...value.map(replaceValues)));
  if (typeof value !== 'object' || value === null) return keepOrReplace(fc.constant(value), 2);
  const members = Object.entries(value).map(([name, part]) => [name, replaceValues(part)] as const);
  const known = fc.record(Object.fromEntries(members));
  return keepOrReplace(
    fc.oneof(
      { weight: 6, arbitrary: known },
      fc.tuple(known, extraMembers()).map(([own, more]) => ({ ...own, ...more })),
    ),
  );
}

const keepOrReplace = (kept: fc.Arbitrary<unknown>, weight = 9) =>
  fc.oneof({ weight, arbitrary: kept }, hostileValue());

const extraMembers = () =>
  fc.dictionary(fc.constantFrom('extra', '__proto__', 'constructor', ''), fc.jsonValue(), { maxKeys: 2 });

function hostileValue(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom<unknown>(...HOSTILE_TEXTS),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom<unknown>(0, -1, 1e308, 2 ** 31, 2 ** 53, 0.1, true, null, [], {}, [[]], { pagerDutyId: null }),
    fc.nat(400).map((length) => Array.from({ length }, (_, number) => ({ pagerDutyId: `P${number}` }))),
    fc.nat(80).map((depth) => nestedValue(depth)),
  );
}

function nestedValue(depth: number): unknown {
  let value: unknown = 'deep';
  for (let left = depth; left > 0; left -= 1) value = left % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Valid and tampered cursors. */
function cursorOperation(cursors: readonly string[]): fc.Arbitrary<Operation> {
  const after = fc
    .constantFrom(...cursors)
    .chain((cursor) =>
      fc.oneof(fc.constant(cursor), corruptText(cursor), fc.base64String(), fc.constantFrom(...HOSTILE_TEXTS)),
    );
  const lists = ['incidents', 'services', 'users', 'escalationPolicies', 'teams'];
  return fc
    .record({ list: fc.constantFrom(...lists), after, first: fc.constantFrom(1, 2, 100, 0, -1, 101) })
    .map(({ list, ...variables }) => ({
      query: `query ($after: String, $first: Int) { pagerDutyAccount { ${list}(after: $after, first: $first) { nodes { id } pageInfo { endCursor } } } }`,
      variables,
    }));
}

function arbitraryOperation(cursors: readonly string[]): fc.Arbitrary<Operation> {
  const known = fc.constantFrom(...OPERATIONS);
  const withQuery = (texts: fc.Arbitrary<string>) => texts.map((query): Operation => ({ query, variables: {} }));
  return fc.oneof(
    { weight: 5, arbitrary: withQuery(schemaOperation()) },
    { weight: 2, arbitrary: withQuery(schemaOperation().chain(corruptText)) },
    {
      weight: 5,
      arbitrary: known.chain(({ query, variables }) =>
        replaceValues(variables).map((changed) => ({ query, variables: changed })),
      ),
    },
    {
      weight: 2,
      arbitrary: known.chain(({ query, variables }) =>
        corruptText(query).map((changed) => ({ query: changed, variables })),
      ),
    },
    { weight: 3, arbitrary: cursorOperation(cursors) },
    {
      weight: 1,
      arbitrary: withQuery(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE_TEXTS))),
    },
  );
}

function arbitraryBody(requested: fc.Arbitrary<Operation>): fc.Arbitrary<string | Uint8Array> {
  const written = requested.map((parts) => JSON.stringify(parts));
  const odd = fc.record(
    {
      query: fc.oneof(fc.constant('{ __typename }'), fc.jsonValue()),
      variables: fc.jsonValue(),
      operationName: fc.jsonValue(),
      extensions: fc.oneof(fc.jsonValue(), fc.record({ persistedQuery: fc.jsonValue() })),
      documentId: fc.jsonValue(),
    },
    { requiredKeys: ['query'] },
  );
  return fc.oneof(
    { weight: 20, arbitrary: written },
    { weight: 2, arbitrary: odd.map((parts) => JSON.stringify(parts)) },
    { weight: 1, arbitrary: written.chain(corruptText) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    {
      weight: 1,
      arbitrary: fc.nat(30_000).map((depth) => `{"query":"{ __typename }","variables":${'['.repeat(depth)}`),
    },
  );
}

function arbitraryHeaders(): fc.Arbitrary<Record<string, string>> {
  const changes = Object.entries(HOSTILE_HEADERS).map(([name, values]) => [name, fc.constantFrom(...values)] as const);
  const hostile = fc.record(Object.fromEntries(changes), { requiredKeys: [] });
  const usual = { 'content-type': 'application/json' };
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(usual) },
    hostile.map((given) => ({ ...usual, ...given })),
  );
}

/** Requests of every kind; `cursors` are valid cursors of the gateway. */
export function fuzzCase(cursors: readonly string[]): fc.Arbitrary<FuzzCase> {
  const requested = arbitraryOperation(cursors);
  const post = fc.record({
    method: fc.constant('POST'),
    search: fc.constant(''),
    headers: arbitraryHeaders(),
    body: arbitraryBody(requested),
  });
  const get = fc
    .record({
      asked: requested,
      headers: arbitraryHeaders(),
      more: fc.constantFrom('', '&query=x', '&extensions=%7B', '&%ff=%'),
    })
    .map((parts): FuzzCase => {
      const parameters = new URLSearchParams({ query: parts.asked.query });
      parameters.set('variables', JSON.stringify(parts.asked.variables) ?? '');
      const search = `?${parameters.toString()}`.slice(0, 8_000) + parts.more;
      return { method: 'GET', search, headers: { 'apollo-require-preflight': '1', ...parts.headers }, body: undefined };
    });
  const other = fc
    .record({ method: fc.constantFrom('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'), post })
    .map(({ method, post: sent }): FuzzCase => ({ ...sent, method }));
  return fc.oneof({ weight: 16, arbitrary: post }, { weight: 3, arbitrary: get }, { weight: 1, arbitrary: other });
}
