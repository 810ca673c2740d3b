// Packs the gateway alone, for machines with Node.js only. Usage: npm run pack:gateway [-- folder]
import { readFileSync } from 'node:fs';
import { pack } from './pack.mjs';

/** The bundle contains all packages the gateway needs. */
const FILES = [
  'dist/index.js',
  'dist/main.js',
  'dist/chunks',
  'dist/board',
  'dist/playground',
  'schema/board',
  'schema/operations',
];
const DOCUMENTS = ['LICENSE', 'README.md', 'docs', 'schema/schema.graphql', 'schema/subgraph.graphql'];

const { version, description, license, type, engines, scripts } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);
const options = /node (--\S+) dist\/index\.js/.exec(scripts.start)[1];

pack({
  manifest: {
    name: 'pagergraph-gateway',
    version,
    description,
    license,
    type,
    engines,
    bin: { pagergraph: 'bin/pagergraph.js' },
  },
  paths: [...FILES, ...DOCUMENTS],
  commands: { 'bin/pagergraph.js': `#!/usr/bin/env -S node ${options}\nimport '../dist/index.js';\n` },
});
