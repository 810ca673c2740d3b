// Builds dist: the compiled sources, of which the gateway is made one file with all it needs, and the playground's files.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { css, editorWorkerService, graphqlWorker, js, jsonWorker } from '@graphql-yoga/render-graphiql/graphiql';
import { bundle } from './bundle.mjs';

const root = new URL('../', import.meta.url);
const dist = new URL('dist/', root);

/**
 * What screen readers cannot make sense of in GraphiQL: a "tab" that holds two buttons, its name and its cross, and is
 * thus an entry of a list; and entries of the history that all go by one name.
 */
const MENDED = [
  ['"aria-selected":r,dragElastic:!1,role:"tab",', '"aria-current":r,dragElastic:!1,'],
  ['axis:"x",role:"tablist",', 'axis:"x",'],
  ['role:"tabpanel",id:"graphiql-session"', 'role:"region",id:"graphiql-session"'],
  ['onClick:F,"aria-label":"Set active",', 'onClick:F,'],
];

/** Comments are sentences, longer than the editor is wide; the answer is wrapped already. */
const WRAPPED = ['fontLigatures:!0,lineNumbersMinChars:2,', 'fontLigatures:!0,wordWrap:"on",lineNumbersMinChars:2,'];

function mended(script) {
  return [...MENDED, WRAPPED].reduce((text, [wrong, right]) => {
    if (text.split(wrong).length !== 2) throw new Error(`GraphiQL does not hold ${wrong} once; look at it anew.`);
    return text.replace(wrong, () => right);
  }, script);
}

const own = (name) => readFileSync(new URL(`playground/${name}`, import.meta.url), 'utf8');

const playground = {
  'graphiql.js': mended(js),
  'graphiql.css': `${css}\n${own('playground.css')}`,
  'graphql.worker.js': graphqlWorker,
  'json.worker.js': jsonWorker,
  'editor.worker.js': editorWorkerService,
  'start.js': own('start.js'),
};

/** What V8 compiled of the gateway at its last start: good as long as not a letter of it changes. */
const COMPILED = 'compile-cache';
const before = contentOf('main.js'); // which names the other files of the bundle by what is in them
for (const name of existsSync(dist) ? readdirSync(dist) : []) {
  if (name !== COMPILED) rmSync(new URL(name, dist), { recursive: true, force: true });
}
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
// A part of the files' addresses, so that browsers may keep them for good.
const version = createHash('sha256').update(Object.values(playground).join('\0')).digest('hex').slice(0, 16);
writeFileSync(new URL('version', folder), version);

await bundle(dist);
if (contentOf('main.js') !== before) rmSync(new URL(COMPILED, dist), { recursive: true, force: true });

function contentOf(name) {
  const file = new URL(name, dist);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
