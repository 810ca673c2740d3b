// Packs the gateway alone, for machines with Node.js only. Usage: npm run pack:gateway [-- folder]
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const destination = resolve(process.argv[2] ?? root);
const staging = `${root}dist/gateway-package`;

/** The bundle contains all packages the gateway needs. */
const FILES = ['dist/index.js', 'dist/main.js', 'dist/chunks', 'dist/playground', 'schema/operations'];
const DOCUMENTS = ['LICENSE', 'README.md', 'docs', 'schema/schema.graphql'];

const { version, description, license, type, engines, scripts } = JSON.parse(
  readFileSync(`${root}package.json`, 'utf8'),
);
const options = /node (--\S+) dist\/index\.js/.exec(scripts.start)[1];
const manifest = {
  name: 'pagergraph-gateway',
  version,
  description,
  license,
  type,
  engines,
  bin: { pagergraph: 'bin/pagergraph.js' },
};

rmSync(staging, { recursive: true, force: true });
mkdirSync(`${staging}/bin`, { recursive: true });
for (const path of [...FILES, ...DOCUMENTS]) cpSync(`${root}${path}`, `${staging}/${path}`, { recursive: true });
writeFileSync(`${staging}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
writeFileSync(`${staging}/bin/pagergraph.js`, `#!/usr/bin/env -S node ${options}\nimport '../dist/index.js';\n`, {
  mode: 0o755,
});

const { status } = spawnSync('npm', ['pack', '--silent', '--pack-destination', destination], {
  cwd: staging,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
