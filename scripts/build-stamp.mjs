// Compares a build with the current sources. It needs Node.js only, because it also runs without development packages.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = new URL('../', import.meta.url);
export const dist = new URL('dist/', root);

/** File of a build with a hash of its sources. */
const STAMP_FILE_NAME = 'stamp';

/** Everything a build depends on. */
const SOURCES = [
  'package-lock.json',
  'tsconfig.json',
  'scripts/build.mjs',
  'scripts/bundle-gateway.mjs',
  'scripts/playground',
  'scripts/bundle-board.mjs',
  'scripts/bundle-playground.mjs',
  'src',
];

function listFiles(path) {
  const location = fileURLToPath(new URL(path, root));
  if (!statSync(location).isDirectory()) return [path];
  const entries = readdirSync(location, { recursive: true }).map((name) => `${path}/${String(name)}`);
  return entries.filter((entry) => statSync(fileURLToPath(new URL(entry, root))).isFile()).toSorted();
}

/** Hashes the current sources. */
export function computeSourceStamp() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(listFiles)) hash.update(`${path}\0`).update(readFileSync(new URL(path, root)));
  return hash.digest('hex');
}

/** Reads the stamp of a build; undefined without a build. */
export function readBuildStamp(folder = dist) {
  const file = toStampFile(folder);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

export const toStampFile = (folder) => new URL(STAMP_FILE_NAME, folder);
