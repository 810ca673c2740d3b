// Writes schema/schema.graphql from the built schema; `npm run schema` builds first. `npm run schema -- --release` also writes
// schema/released.graphql, which later schemas are compared with. Run it once per release, with the number in CHANGELOG.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from '../dist/graph/schema.js';

const folder = new URL('../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
const text = printSchema(lexicographicSortSchema(createSchema()));
const write = (name, origin) => writeFileSync(new URL(name, folder), `# ${origin}. Do not edit.\n\n${text}\n`);

write('schema.graphql', 'Printed by "npm run schema"');
if (process.argv.includes('--release')) {
  write('released.graphql', 'The schema of the last release, printed by "npm run schema -- --release"');
}
