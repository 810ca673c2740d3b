// Builds dist: the compiled sources and the playground's files, so that at run time nothing but files is needed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { css, editorWorkerService, graphqlWorker, js, jsonWorker } from '@graphql-yoga/render-graphiql/graphiql';

const root = new URL('../', import.meta.url);
const dist = new URL('dist/', root);

// The package would keep typed headers in localStorage, tokens among them.
const start = `self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => '/playground/' + ({ json: 'json', graphql: 'graphql' }[label] ?? 'editor') + '.worker.js',
};
const settings = JSON.parse(document.getElementById('settings').textContent);
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), { shouldPersistHeaders: false, ...settings });
`;

const playground = {
  'graphiql.js': js,
  'graphiql.css': css,
  'graphql.worker.js': graphqlWorker,
  'json.worker.js': jsonWorker,
  'editor.worker.js': editorWorkerService,
  'start.js': start,
};

rmSync(dist, { recursive: true, force: true });
const tsc = fileURLToPath(new URL('node_modules/.bin/tsc', root));
const { status, error } = spawnSync(tsc, ['-p', '.'], { cwd: fileURLToPath(root), stdio: 'inherit' });
if (error) console.error(`tsc cannot be run: ${error.message}`);
if (status !== 0) process.exit(status ?? 1);

const folder = new URL('playground/', dist);
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(playground)) {
  writeFileSync(new URL(name, folder), text);
  writeFileSync(new URL(`${name}.gz`, folder), gzipSync(text));
}
