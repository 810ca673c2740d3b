// Tells whether a build is one of the present sources. Needs nothing but Node.js: it is asked where no tools are.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = new URL('../', import.meta.url);
export const dist = new URL('dist/', root);

/** The file of a build that says what it was made of. */
const STAMP = 'stamp';

/** All that decides what a build holds. */
const SOURCES = [
  'package-lock.json',
  'tsconfig.json',
  'scripts/build.mjs',
  'scripts/bundle-gateway.mjs',
  'scripts/playground',
  'scripts/bundle-playground.mjs',
  'src',
];

function filesBelow(path) {
  const place = fileURLToPath(new URL(path, root));
  if (!statSync(place).isDirectory()) return [path];
  const entries = readdirSync(place, { recursive: true }).map((name) => `${path}/${String(name)}`);
  return entries.filter((entry) => statSync(fileURLToPath(new URL(entry, root))).isFile()).toSorted();
}

/** The stamp of what the sources would be built to. */
export function stampOfSources() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesBelow)) hash.update(`${path}\0`).update(readFileSync(new URL(path, root)));
  return hash.digest('hex');
}

/** The stamp of a build; undefined where there is none. */
export function stampOfBuild(folder = dist) {
  const file = new URL(STAMP, folder);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

export const stampFile = (folder) => new URL(STAMP, folder);
