import { expect, test } from '@jest/globals';
import { isScalarType } from 'graphql';
import pMap from 'p-map';
import { createSchema } from '../../src/graph/schema.js';
import { createOperationGenerator, seededRandom } from './random-operation.js';
import { ALL_SCOPES, liveGateways } from '../server/harness.js';

const { open } = liveGateways({ limits: { pagerduty: 1_000_000, cloudflare: 1_000_000 } });

const OPERATION_COUNT = 1_000;
const CONCURRENCY = 8;
/** Another seed generates other operations; this one is fixed for repeatability. */
const SEED = 20261121;

/** Names of existing, unknown and impossible objects. */
const SCALARS = {
  ID: [
    '"pagerduty://main/PagerDutyService/PSVC001"',
    '"pagerduty://main/PagerDutyUser/PUSR001"',
    '"pagerduty://main/Incident/PNOSUCH"',
    '"pagerduty://main/PagerDutyAccount/main"',
    '"cloudflare://main/NotificationPolicy/00000000000000000000000000000000"',
    '"pagerduty://other/Incident/PT4KHLK"',
    '"cloudflare://main/Incident/PT4KHLK"',
    '"no id at all"',
    '""',
  ],
  String: ['"PSVC001"', '"main"', '"other"', '"Booking"', '""', '" "', '"☃ {NAME} \\u0000"', '"critical"'],
  Int: ['0', '1', '2', '3', '25', '100', '-1', '1260', '2147483647'],
  Boolean: ['true', 'false'],
  Float: ['0.5'],
  EmailAddress: ['"tomasz.wilk@example.com"', '"maren.solberg@example.com"', '"nobody@example.com"'],
  DateTime: ['"2026-11-01T00:00:00Z"', '"2026-11-21T00:00:00Z"', '"1970-01-01T00:00:00+02:00"'],
  URI: ['"https://example.com/"', '"mailto:ops@example.com"'],
  JSON: ['{ a: [1, "two", null, { b: 3.5 }] }', 'null', '"text"', '[]'],
};

test(`${OPERATION_COUNT} random valid operations get a JSON response, and none breaks anything`, async () => {
  const schema = createSchema();
  const unknown = Object.values(schema.getTypeMap()).filter((type) => isScalarType(type) && !(type.name in SCALARS));
  expect(unknown).toEqual([]);

  const { url, log } = await open({ ANONYMOUS_SCOPES: ALL_SCOPES, CALLER_RATE_LIMIT: '0' });
  const chance = seededRandom(SEED);
  const make = createOperationGenerator({
    schema,
    random: chance,
    scalars: SCALARS,
    optionalProbability: 0.3,
    depth: 4,
  });
  const fields = (['query', 'mutation'] as const).flatMap((kind) => {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    return Object.values(root?.getFields() ?? {}).map((field) => ({ kind, field }));
  });
  const documents = Array.from({ length: OPERATION_COUNT }, (_, index) => {
    const { kind, field } = fields[index % fields.length] ?? { kind: 'query', field: undefined };
    if (!field) throw new Error('The schema has no fields.');
    return make.operation(kind, field);
  });

  const ends = await pMap(
    documents,
    async (query) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const type = response.headers.get('content-type') ?? '';
      const body = (await response.json()) as { errors?: { message: string; extensions: { code: string } }[] };
      return { query, status: response.status, type, errors: body.errors ?? [] };
    },
    { concurrency: CONCURRENCY },
  );

  const broken = ends.filter(({ errors }) =>
    errors.some(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR'),
  );
  expect(broken.map(({ query }) => query)).toEqual([]);
  expect(ends.filter(({ status }) => status >= 500)).toEqual([]);
  expect(ends.filter(({ type }) => !type.includes('json'))).toEqual([]);
  const misfits = ends.filter(({ errors }) =>
    errors.some(({ extensions }) => /^GRAPHQL_(?:PARSE|VALIDATION)_FAILED$/.test(extensions.code)),
  );
  expect(misfits.filter(({ errors }) => !errors[0]?.message.includes('tokens')).map(({ errors }) => errors[0])).toEqual(
    [],
  );
  expect(ends.filter(({ status, errors }) => status === 200 && errors.length === 0).length).toBeGreaterThan(
    OPERATION_COUNT / 4,
  );
  expect(log.filter(({ level }) => level === 'error')).toEqual([]);
}, 120_000);
