// Writes schema/schema.graphql from the built schema; `npm run schema` builds first.
import { mkdirSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from '../dist/graph/schema.js';

const folder = new URL('../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
const text = printSchema(lexicographicSortSchema(createSchema()));
writeFileSync(new URL('schema.graphql', folder), `# Printed by "npm run schema"; never edited by hand.\n\n${text}\n`);
