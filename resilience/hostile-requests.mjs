// Sends what nobody should and tells how fast it is refused; ends with 1 when a refusal takes longer than 50 ms.
import { readConfig } from '../dist/config/read-config.js';
import { createGateway } from '../dist/gateway.js';

const ROUNDS = 20;
const SLOWEST_MS = 50;

const times = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join(' ');
const nested = (levels) => `${'mergedInto { '.repeat(levels)}id${' }'.repeat(levels)}`;
const ring = (length) =>
  times(length, (i) => `fragment F${i} on Incident { mergedInto { ...F${(i + 1) % length} ...F${(i + 2) % length} } }`);
const doubling = times(60, (i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`);
const lists = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;

const asked = (query, variables = {}) => JSON.stringify({ query, variables });

/** Request bodies by what is wrong with them. */
const HOSTILE = {
  'aliases of a root field': asked(`{ ${times(140, (i) => `a${i}: viewer { name }`)} }`),
  'aliases of __typename': asked(`{ ${times(300, (i) => `a${i}: __typename`)} }`),
  'one field many times': asked(`{ ${'incidents { nodes { title } } '.repeat(140)} }`),
  depth: asked(`{ incidents { nodes { ${nested(230)} } } }`),
  'a ring of fragments': asked(`{ incidents { nodes { ...F0 } } } ${ring(60)}`),
  'fragments that double': asked(`{ viewer { ...F0 } } ${doubling} fragment F60 on Viewer { name }`),
  directives: asked(`{ viewer { name ${'@include(if: true) '.repeat(150)} } }`),
  tokens: asked(`{ viewer { ${'name '.repeat(50_000)} } }`),
  'unknown fields': asked(`{ viewer { ${'nothing '.repeat(900)} } }`),
  'pages of pages': asked('{ services(first: 100) { nodes { openIncidents(first: 100) { nodes { id } } } } }'),
  'long variables': asked('query ($q: String) { services(query: $q) { nodes { id } } }', { q: 'x'.repeat(300_000) }),
  'unknown names in variables': asked('query ($f: IncidentFilter) { incidents(filter: $f) { nodes { id } } }', {
    f: Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`nothing${i}`, 1])),
  }),
  'composite fields many times': asked(`{ incidents { nodes { ${'service { name } '.repeat(240)} } } }`),
  'lists within lists': `{"query":"query ($q: String) { services(query: $q) { nodes { id } } }","variables":{"q":${lists}}}`,
  'a document of 1 MB': asked(`{ ${'viewer '.repeat(150_000)} }`),
  'a batch': `[${times(10, () => asked('{ viewer { name } }')).replaceAll(' {"query"', ',{"query"')}]`,
};

const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', CALLER_RATE_LIMIT: '0' });
const gateway = await createGateway({ config });
const { url } = await gateway.start();

async function refusal(body) {
  const before = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { errors } = await response.json();
  return { ms: performance.now() - before, status: response.status, code: errors?.[0]?.extensions.code ?? 'none' };
}

const rows = [];
for (const [what, body] of Object.entries(HOSTILE)) {
  const refusals = [];
  for (let round = 0; round < ROUNDS; round += 1) refusals.push(await refusal(body));
  const sorted = refusals.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const { status, code } = refusals[0];
  rows.push({ what, status, code, 'median ms': sorted[ROUNDS / 2].toFixed(1), 'slowest ms': sorted.at(-1).toFixed(1) });
}
await gateway.stop();

console.table(rows);
const slow = rows.filter((row) => Number(row['median ms']) > SLOWEST_MS);
const through = rows.filter(({ status }) => status < 400);
for (const { what } of slow) console.error(`${what}: slower than ${SLOWEST_MS} ms.`);
for (const { what } of through) console.error(`${what}: was not refused.`);
process.exitCode = slow.length + through.length > 0 ? 1 : 0;
