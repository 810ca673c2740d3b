// Builds dist where it is not one of the present sources: the compiled sources, of which the gateway is made one file with
// all it needs, and the playground's files. npm run build [-- --force]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { dist, root, stampFile, stampOfBuild, stampOfSources } from './build-stamp.mjs';

/** What a build needs beside what the gateway runs on; production installs leave it out. */
const TOOLS = ['typescript', 'esbuild', '@graphql-yoga/render-graphiql'];

/** What V8 compiled of the gateway at its last start: good as long as not a letter of it changes. */
const COMPILED = 'compile-cache';

const stamp = stampOfSources();
if (process.argv.includes('--force') || stampOfBuild() !== stamp) await build();

async function build() {
  const missing = TOOLS.filter((tool) => !isInstalled(tool));
  const why = existsSync(dist) ? 'dist is older than the sources' : 'there is no dist yet';
  if (missing.length > 0) {
    refuse(
      `${why}, and ${missing.join(', ')} is missing. Run "npm ci" with development packages, then "npm run build".`,
    );
  }
  // Beside dist, so that putting it in place is a rename.
  const next = new URL(`dist.next-${process.pid}/`, root);
  try {
    mkdirSync(next);
  } catch (error) {
    refuse(
      `${why}, and this folder cannot be written (${error.code}). Build it where it can be, with "npm run build".`,
    );
  }
  try {
    compile(next);
    await addPlayground(next);
    const { bundle } = await import('./bundle-gateway.mjs');
    await bundle(next);
    writeFileSync(stampFile(next), stamp);
    putInPlace(next);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

function isInstalled(tool) {
  try {
    createRequire(import.meta.url).resolve(`${tool}/package.json`);
    return true;
  } catch (error) {
    return error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
  }
}

function refuse(sentence) {
  console.error(`The gateway cannot be built: ${sentence}`);
  process.exit(1);
}

function compile(next) {
  const tsc = fileURLToPath(new URL('node_modules/.bin/tsc', root));
  const options = ['-p', '.', '--outDir', fileURLToPath(next)];
  const { status, error } = spawnSync(tsc, options, { cwd: fileURLToPath(root), stdio: 'inherit' });
  if (error) console.error(`tsc cannot be run: ${error.message}`);
  if (status !== 0) throw new Error('The sources do not compile.');
}

/** Whoever runs from the build before has loaded it; what starts meanwhile finds the one or the other. */
function putInPlace(next) {
  if (stampOfBuild() === stamp) return; // somebody else was faster
  if (contentOf(next, 'main.js') === contentOf(dist, 'main.js') && existsSync(new URL(COMPILED, dist))) {
    renameSync(new URL(COMPILED, dist), new URL(COMPILED, next));
  }
  const before = new URL(`dist.before-${process.pid}/`, root);
  if (existsSync(dist)) renameSync(dist, before);
  renameSync(next, dist);
  rmSync(before, { recursive: true, force: true });
}

function contentOf(folder, name) {
  const file = new URL(name, folder);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

async function addPlayground(next) {
  const files = await import('./bundle-playground.mjs').then(({ playgroundFiles }) => playgroundFiles());
  const folder = new URL('playground/', next);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(new URL(name, folder), text);
    writeFileSync(new URL(`${name}.gz`, folder), gzipSync(text));
  }
  // A part of the files' addresses, so that browsers may keep them for good.
  const version = createHash('sha256').update(Object.values(files).join('\0')).digest('hex').slice(0, 16);
  writeFileSync(new URL('version', folder), version);
}
