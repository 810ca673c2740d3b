// Writes schema/schema.graphql and schema/subgraph.graphql from the built schema; `npm run schema` builds first. `npm run schema
// -- --release` also writes schema/released.graphql, which later schemas are compared with. Run it once per release, with the
// number in CHANGELOG.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { printSubgraph } from '../dist/graph/nodes/federation/print-subgraph.js';
import { createSchema } from '../dist/graph/schema.js';

const folder = new URL('../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
const schema = createSchema();
const text = printSchema(lexicographicSortSchema(schema));
const write = (name, origin, printed) =>
  writeFileSync(new URL(name, folder), `# ${origin}. Do not edit.\n\n${printed}\n`);

write('schema.graphql', 'Printed by "npm run schema"', text);
write('subgraph.graphql', 'Printed by "npm run schema"', printSubgraph(schema));
if (process.argv.includes('--release')) {
  write('released.graphql', 'The schema of the last release, printed by "npm run schema -- --release"', text);
}
