import { describe, expect, test } from '@jest/globals';
import { importsOf, listFiles, parseSource, readText, type ImportedModule } from './source-code.js';

/**
 * The layers of docs/architecture.md by the start of a path below `src/`; the first that matches counts. A file imports
 * from its own area and from areas of a lower level.
 */
const LAYERS: readonly (readonly [level: number, area: RegExp])[] = [
  [0, /^shared\//],
  [0, /^faults\//],
  [0, /^config\//],
  [1, /^store\//],
  [1, /^upstream\/transport\//],
  [2, /^upstream\/pagerduty\//],
  [2, /^upstream\/cloudflare\//],
  [3, /^upstream\/(?=[^/]+\.ts$)/],
  [3, /^loaders\//],
  [4, /^feed\//],
  [5, /^graph\/core\//],
  [6, /^graph\/pagerduty\/[^/]+\//],
  [6, /^graph\/cloudflare\/[^/]+\//],
  [7, /^graph\/(?:relations|viewer|nodes)\//],
  [8, /^graph\/schema\.ts$/],
  [9, /^server\//],
  [10, /^gateway\.ts$/],
  [11, /^main\.ts$/],
  [12, /^index\.ts$/],
];

/** Packages that only some areas may use; any other package is free. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  '@opentelemetry/api': /^server\/observability\/tracing\//,
  '@opentelemetry/sdk-trace-base': /^server\/observability\/tracing\//,
  '@apollo/server': /^(?:graph\/core\/errors\/|server\/)/,
  cockatiel: /^upstream\/transport\/resilience\//,
  dataloader: /^loaders\//,
  fastify: /^(?:server|sandbox|gateway\.ts)/,
  graphql: /^(?:graph|server)\//,
  'graphql-scalars': /^graph\//,
  'graphql-ws': /^server\/live\/websocket\//,
  ioredis: /^store\/redis\//,
  'lossless-json': /^shared\//,
  preact: /^board\//,
  'prom-client': /^server\/observability\/metrics\//,
  'rate-limiter-flexible': /^store\//,
  'reflect-metadata': /^graph\//,
  'type-graphql': /^graph\//,
  undici: /^(?:upstream\/|gateway\.ts)/,
  ws: /^server\/live\/websocket\//,
  zod: /^(?:config|sandbox|server\/auth)\//,
};

const below = (path: string) => path.replace(/^src\//, '');
const files = listFiles(['src'], ['.ts', '.tsx']);
const imports: readonly ImportedModule[] = files
  .flatMap((file) => importsOf(parseSource(file)))
  .map(({ from, to, isPackage }) => ({ from: below(from), to: below(to), isPackage }));

function layerOf(path: string): { level: number; area: string } {
  const found = LAYERS.find(([, area]) => area.test(path));
  if (!found) throw new Error(`src/${path} is in no layer: add its folder to LAYERS and to docs/architecture.md.`);
  return { level: found[0], area: found[1].exec(path)?.[0] ?? '' };
}

/** What one subject of a vendor may use of another: types, mappers, references and includes. */
const isSharedBySubjects = (path: string) => /\.(?:type|map|ref|include)\.ts$|-includes?\.ts$/.test(path);
const vendorOf = (path: string) => /^graph\/(pagerduty|cloudflare)\//.exec(path)?.[1];

/** The board's own layers; a view imports no other view. */
const BOARD_LAYERS: readonly RegExp[] = [
  /^client\//,
  /^board\/generated\//,
  /^board\/data\//,
  /^board\/ui\//,
  /^board\/(?:now|incident|routes)\//,
  /^board\/app\//,
  /^board\/main\.tsx$/,
];

const boardAreaOf = (path: string) => path.split('/', 2).join('/');

function isAllowedInBoard({ from, to }: ImportedModule): boolean {
  const [importer, imported] = [from, to].map((path) => BOARD_LAYERS.findIndex((layer) => layer.test(path)));
  if (importer === undefined || imported === undefined || imported === -1) return false;
  return imported < importer || boardAreaOf(from) === boardAreaOf(to);
}

function isAllowed({ from, to, isPackage }: ImportedModule): boolean {
  if (from.startsWith('board/')) return isAllowedInBoard({ from, to, isPackage });
  if (from.startsWith('sandbox/')) return /^(?:sandbox|config|shared)\//.test(to);
  if (from.startsWith('client/') || to.startsWith('client/'))
    return from.startsWith('client/') && to.startsWith('client/');
  if (to.startsWith('sandbox/')) return from === 'main.ts' && to === 'sandbox/sandbox.ts';
  const [importer, imported] = [layerOf(from), layerOf(to)];
  if (imported.level !== importer.level) return imported.level < importer.level;
  if (imported.area === importer.area || imported.area === 'shared/') return true;
  return importer.level === 6 && vendorOf(from) === vendorOf(to) && isSharedBySubjects(to);
}

const vendorIn = (path: string) => /\/(pagerduty|cloudflare)\//.exec(`/${path}`)?.[1];

describe('the layers', () => {
  test('the imports are found', () => {
    expect(imports.length).toBeGreaterThan(500);
  });

  test('a file imports only from its own area and from lower levels', () => {
    const wrong = imports.filter((one) => !one.isPackage && !isAllowed(one));
    expect(wrong.map(({ from, to }) => `src/${from} may not import src/${to}`)).toEqual([]);
  });

  test('no file of one vendor imports from the other vendor', () => {
    const wrong = imports.filter(({ from, to, isPackage }) => {
      const [importer, imported] = [vendorIn(from), vendorIn(to)];
      return !isPackage && importer !== undefined && imported !== undefined && importer !== imported;
    });
    expect(wrong.map(({ from, to }) => `src/${from} may not import src/${to}`)).toEqual([]);
  });

  test('a package is used only in the areas it belongs to', () => {
    const wrong = imports.filter(({ from, to, isPackage }) => isPackage && PACKAGES[to]?.test(from) === false);
    expect(wrong.map(({ from, to }) => `src/${from} may not use ${to}`)).toEqual([]);
  });

  test('the client imports no package and nothing of Node.js', () => {
    expect(imports.filter(({ from, isPackage }) => isPackage && from.startsWith('client/'))).toEqual([]);
  });

  test('the board uses no package but Preact', () => {
    const used = imports.filter(({ from, isPackage }) => isPackage && from.startsWith('board/'));
    expect(new Set(used.map(({ to }) => to))).toEqual(new Set(['preact']));
  });

  test('only the two entry points read the environment', () => {
    const readers = files.filter((file) => /\bprocess\.env\b/.test(readText(file)));
    expect(readers.filter((file) => file !== 'src/main.ts' && file !== 'src/sandbox/main.ts')).toEqual([]);
  });
});
