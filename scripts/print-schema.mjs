// Writes schema/schema.graphql from the built schema; `npm run schema` builds first. `npm run schema -- --release` also
// makes it what later schemas are compared with, which is done once a release, when CHANGELOG.md gets its number.
import { mkdirSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from '../dist/graph/schema.js';

const folder = new URL('../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
const text = printSchema(lexicographicSortSchema(createSchema()));
const write = (name, said) => writeFileSync(new URL(name, folder), `# ${said}; never edited by hand.\n\n${text}\n`);

write('schema.graphql', 'Printed by "npm run schema"');
if (process.argv.includes('--release')) {
  write('released.graphql', 'The schema of the last release, renewed by "npm run schema -- --release" at the next one');
}
