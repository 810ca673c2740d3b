// Builds dist if the sources have changed: compiles them, bundles the gateway with its packages into one file, and adds the
// files of the playground and the board. Usage: npm run build [-- --force]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { computeSourceStamp, dist, readBuildStamp, root, toStampFile } from './build-stamp.mjs';

/** Development packages that a build needs. Production installs omit them. */
const BUILD_PACKAGES = ['typescript', 'esbuild', 'preact', '@graphql-yoga/render-graphiql'];

/** V8's code cache of the last start. It is valid while main.js is unchanged. */
const COMPILE_CACHE = 'compile-cache';

const stamp = computeSourceStamp();
if (process.argv.includes('--force') || readBuildStamp() !== stamp) await build();

async function build() {
  const missing = BUILD_PACKAGES.filter((name) => !isInstalled(name));
  const reason = existsSync(dist) ? 'dist is older than the sources' : 'dist does not exist';
  if (missing.length > 0) {
    exitWithError(
      `${reason}, and ${missing.join(', ')} is not installed. Run "npm ci" with development packages, then "npm run build".`,
    );
  }
  // Next to dist, so that a rename replaces dist.
  const staging = new URL(`dist.next-${process.pid}/`, root);
  try {
    mkdirSync(staging);
  } catch (error) {
    exitWithError(
      `${reason}, and this folder is not writable (${error.code}). Run "npm run build" in a writable copy of it.`,
    );
  }
  try {
    compile(staging);
    await addPlayground(staging);
    await addBoard(staging);
    const { bundleGateway } = await import('./bundle-gateway.mjs');
    await bundleGateway(staging);
    writeFileSync(toStampFile(staging), stamp);
    replaceDist(staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function isInstalled(name) {
  try {
    createRequire(import.meta.url).resolve(`${name}/package.json`);
    return true;
  } catch (error) {
    return error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
  }
}

function exitWithError(message) {
  console.error(`The gateway cannot be built: ${message}`);
  process.exit(1);
}

function compile(staging) {
  const tsc = fileURLToPath(new URL('node_modules/.bin/tsc', root));
  const options = ['-p', '.', '--outDir', fileURLToPath(staging)];
  const { status, error } = spawnSync(tsc, options, { cwd: fileURLToPath(root), stdio: 'inherit' });
  if (error) console.error(`tsc cannot be started: ${error.message}`);
  if (status !== 0) throw new Error('The sources do not compile.');
}

/** Replaces dist. Running processes have loaded the previous build; starting ones find one of the two. */
function replaceDist(staging) {
  if (readBuildStamp() === stamp) return; // another build finished first
  if (readIfExists(staging, 'main.js') === readIfExists(dist, 'main.js') && existsSync(new URL(COMPILE_CACHE, dist))) {
    renameSync(new URL(COMPILE_CACHE, dist), new URL(COMPILE_CACHE, staging));
  }
  const previous = new URL(`dist.before-${process.pid}/`, root);
  if (existsSync(dist)) renameSync(dist, previous);
  renameSync(staging, dist);
  rmSync(previous, { recursive: true, force: true });
}

function readIfExists(folder, name) {
  const file = new URL(name, folder);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

async function addPlayground(staging) {
  const { bundlePlayground } = await import('./bundle-playground.mjs');
  writeAssets(new URL('playground/', staging), bundlePlayground());
}

async function addBoard(staging) {
  const { bundleBoard } = await import('./bundle-board.mjs');
  writeAssets(new URL('board/', staging), bundleBoard());
}

function writeAssets(folder, files) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(new URL(name, folder), text);
    writeFileSync(new URL(`${name}.gz`, folder), gzipSync(text));
  }
  // The version is a part of the URLs, so that browsers can cache the files permanently.
  const version = createHash('sha256').update(Object.values(files).join('\0')).digest('hex').slice(0, 16);
  writeFileSync(new URL('version', folder), version);
}
