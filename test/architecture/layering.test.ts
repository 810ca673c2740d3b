import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** Rooms by the start of a path below `src/`, the first that fits; a file imports from its own room and lower levels. */
const ROOMS: readonly (readonly [level: number, start: RegExp])[] = [
  [-1, /^shared\//],
  [0, /^faults\//],
  [0, /^config\//],
  [1, /^store\//],
  [1, /^upstream\/transport\//],
  [2, /^upstream\/pagerduty\//],
  [2, /^upstream\/cloudflare\//],
  [3, /^upstream\/reference-cache\.ts$/],
  [3, /^loaders\//],
  [6, /^graph\/schema\.ts$/],
  [4, /^graph\/core\//],
  [5, /^graph\/(?:pagerduty|cloudflare)\/[^/]+\//],
  [5, /^graph\/[^/]+\//],
  [7, /^server\//],
  [7, /^upstream\/create-clients\.ts$/],
  [8, /^gateway\.ts$/],
  [9, /^main\.ts$/],
  [10, /^index\.ts$/],
];

/** Who may use which package; packages that are not here are free. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  undici: /^(?:upstream\/|gateway\.ts)/,
  dataloader: /^loaders\//,
  'lossless-json': /^shared\//,
  'type-graphql': /^graph\//,
  graphql: /^(?:graph|server)\//,
  'graphql-scalars': /^graph\//,
  '@apollo/server': /^(?:graph\/core\/errors\/format-error\.ts|server\/)/,
  fastify: /^(?:server|sandbox|gateway\.ts)/,
  'reflect-metadata': /^graph\//,
};

interface Import {
  readonly from: string;
  /** A path below `src/`, or a package's name. */
  readonly to: string;
  readonly isPackage: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const text = (file: string): string => readFileSync(join(SRC, file), 'utf8');

const imports: readonly Import[] = files.flatMap((from) =>
  [...text(from).matchAll(/(?:\bfrom|\bimport\(|^import)\s*'([^']+)'/gm)].map(([, specifier = '']): Import => {
    const isPackage = !specifier.startsWith('.');
    const path = relative(SRC, join(SRC, dirname(from), specifier.replace(/\.js$/, '.ts')));
    const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1);
    return { from, to: isPackage ? name.join('/') : path, isPackage };
  }),
);

function roomOf(path: string): { level: number; room: string } {
  const found = ROOMS.find(([, start]) => start.test(path));
  if (!found) throw new Error(`src/${path} stands in no room of the architecture.`);
  return { level: found[0], room: found[1].exec(path)?.[0] ?? '' };
}

/** A GraphQL subject sees of another only its types, their maps, what to expand for them, and the references by which inputs name its objects. */
const isSharedOfSubject = (path: string) => /(?:\.(?:type|map|ref)|-includes)\.ts$/.test(path);

function isAllowed({ from, to }: Import): boolean {
  if (from.startsWith('sandbox/')) return /^(?:sandbox|config|shared)\//.test(to);
  if (from.startsWith('client/') || to.startsWith('client/'))
    return from.startsWith('client/') && to.startsWith('client/');
  if (to.startsWith('sandbox/')) return from === 'main.ts' && to === 'sandbox/sandbox.ts';
  const [asking, requested] = [roomOf(from), roomOf(to)];
  // A shared read that is cut off fails as a call does.
  if (from === 'shared/single-flight.ts' && to === 'upstream/transport/transport-error.ts') return true;
  if (requested.level < asking.level) return true;
  if (asking.level === 4) return requested.level === 4;
  if (asking.level === 5 && requested.level === 5) return asking.room === requested.room || isSharedOfSubject(to);
  return asking.level === requested.level && asking.room === requested.room;
}

const offenders = (forbidden: (file: string) => boolean): string[] => files.filter(forbidden);

describe('layering', () => {
  test('the sources are found', () => {
    expect(imports.length).toBeGreaterThan(50);
  });

  test('a folder imports from its own and from lower levels only', () => {
    const wrong = imports.filter((one) => !one.isPackage && !isAllowed(one));
    expect(wrong.map(({ from, to }) => `src/${from} may not import src/${to}`)).toEqual([]);
  });

  test('a package is used only in the rooms it belongs to', () => {
    const wrong = imports.filter(({ from, to, isPackage }) => isPackage && PACKAGES[to]?.test(from) === false);
    expect(wrong.map(({ from, to }) => `src/${from} may not use ${to}`)).toEqual([]);
  });

  test('the client stands alone: no package, nothing of Node.js', () => {
    expect(imports.filter(({ from, isPackage }) => isPackage && from.startsWith('client/'))).toEqual([]);
  });

  test('the environment is read by the two processes and nobody else', () => {
    const reading = offenders((file) => /\bprocess\.env\b/.test(text(file)));
    expect(reading.filter((file) => file !== 'main.ts' && file !== 'sandbox/main.ts')).toEqual([]);
  });

  test('there are no barrels', () => {
    expect(offenders((file) => file.endsWith('/index.ts') || /^export \*/m.test(text(file)))).toEqual([]);
  });

  test('there are no default exports', () => {
    expect(offenders((file) => /^export default\b|\bas default\b/m.test(text(file)))).toEqual([]);
  });
});
