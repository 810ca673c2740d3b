// Sends hostile requests and measures how fast the gateway rejects them. Exits with 1 if a median exceeds 50 ms.
import { readConfig } from '../dist/config/read-config.js';
import { createGateway } from '../dist/gateway.js';

const ROUNDS = 20;
const MAX_REJECTION_MS = 50;

const repeat = (count, create) => Array.from({ length: count }, (_, index) => create(index)).join(' ');
const nestFields = (levels) => `${'mergedInto { '.repeat(levels)}id${' }'.repeat(levels)}`;
const createFragmentCycle = (length) =>
  repeat(
    length,
    (i) => `fragment F${i} on Incident { mergedInto { ...F${(i + 1) % length} ...F${(i + 2) % length} } }`,
  );
const doublingFragments = repeat(60, (i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`);
const nestedLists = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;

const toBody = (query, variables = {}) => JSON.stringify({ query, variables });

/** Request bodies by what is wrong with them. */
const HOSTILE_BODIES = {
  'aliases of a root field': toBody(`{ ${repeat(140, (i) => `a${i}: viewer { name }`)} }`),
  'aliases of __typename': toBody(`{ ${repeat(300, (i) => `a${i}: __typename`)} }`),
  'one field many times': toBody(`{ ${'incidents { nodes { title } } '.repeat(140)} }`),
  depth: toBody(`{ incidents { nodes { ${nestFields(230)} } } }`),
  'a cycle of fragments': toBody(`{ incidents { nodes { ...F0 } } } ${createFragmentCycle(60)}`),
  'fragments that double': toBody(`{ viewer { ...F0 } } ${doublingFragments} fragment F60 on Viewer { name }`),
  directives: toBody(`{ viewer { name ${'@include(if: true) '.repeat(150)} } }`),
  tokens: toBody(`{ viewer { ${'name '.repeat(50_000)} } }`),
  'unknown fields': toBody(`{ viewer { ${'nothing '.repeat(900)} } }`),
  'pages of pages': toBody('{ services(first: 100) { nodes { openIncidents(first: 100) { nodes { id } } } } }'),
  'long variables': toBody('query ($q: String) { services(query: $q) { nodes { id } } }', { q: 'x'.repeat(300_000) }),
  'unknown names in variables': toBody('query ($f: IncidentFilter) { incidents(filter: $f) { nodes { id } } }', {
    f: Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`nothing${i}`, 1])),
  }),
  'composite fields many times': toBody(`{ incidents { nodes { ${'service { name } '.repeat(240)} } } }`),
  'lists within lists': `{"query":"query ($q: String) { services(query: $q) { nodes { id } } }","variables":{"q":${nestedLists}}}`,
  'a document of 1 MB': toBody(`{ ${'viewer '.repeat(150_000)} }`),
  'a batch': `[${repeat(10, () => toBody('{ viewer { name } }')).replaceAll(' {"query"', ',{"query"')}]`,
};

const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', CALLER_RATE_LIMIT: '0' });
const gateway = await createGateway({ config });
const { url } = await gateway.start();

async function measureRejection(body) {
  const startedAt = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { errors } = await response.json();
  return { ms: performance.now() - startedAt, status: response.status, code: errors?.[0]?.extensions.code ?? 'none' };
}

const rows = [];
for (const [name, body] of Object.entries(HOSTILE_BODIES)) {
  const rejections = [];
  for (let round = 0; round < ROUNDS; round += 1) rejections.push(await measureRejection(body));
  const sorted = rejections.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const { status, code } = rejections[0];
  rows.push({
    request: name,
    status,
    code,
    'median ms': sorted[ROUNDS / 2].toFixed(1),
    'slowest ms': sorted.at(-1).toFixed(1),
  });
}
await gateway.stop();

console.table(rows);
const slow = rows.filter((row) => Number(row['median ms']) > MAX_REJECTION_MS);
const accepted = rows.filter(({ status }) => status < 400);
for (const { request } of slow) console.error(`${request}: slower than ${MAX_REJECTION_MS} ms.`);
for (const { request } of accepted) console.error(`${request}: was not rejected.`);
process.exitCode = slow.length + accepted.length > 0 ? 1 : 0;
