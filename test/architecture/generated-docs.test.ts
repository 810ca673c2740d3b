import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { readDocumentedCode } from '../../scripts/docs/documented-code.mjs';
import { fillMarkers } from '../../scripts/docs/fill-markers.mjs';
import { Environment } from '../../src/config/environment-schema.js';
import { ENDPOINTS as CLOUDFLARE } from '../../src/upstream/cloudflare/endpoints.js';
import { ENDPOINTS as PAGERDUTY } from '../../src/upstream/pagerduty/endpoints.js';
import type { Endpoint } from '../../src/upstream/transport/endpoint.js';

const ROOT = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const pages = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));

const code = readDocumentedCode(pathToFileURL(`${ROOT}/`));

describe('the generated parts of the docs', () => {
  test.each(pages)('%s is what `npm run docs` prints', (page) => {
    const text = read(`docs/${page}`);
    expect(text).toBe(fillMarkers(text, code));
  });

  test('describe every setting', () => {
    const undescribed = Object.entries(Environment.shape).filter(([, type]) => !type.meta()?.description);
    expect(undescribed.map(([name]) => name)).toEqual([]);
  });

  test('may name every read as idempotent', () => {
    const reads = [PAGERDUTY, CLOUDFLARE]
      .flatMap((table): Endpoint[] => Object.values(table))
      .filter(({ effect }) => effect === 'read');
    expect(new Set(reads.map(({ retry }) => retry)).size).toBe(1);
  });

  test('include every operation file', () => {
    const markers = [...read('docs/operations.md').matchAll(/<!-- operation:([a-z-]+) -->/g)];
    const shown = markers.map(([, name = '']) => name);
    const files = readdirSync(join(ROOT, 'schema/operations')).map((file) => file.replace('.graphql', ''));
    expect(shown.toSorted()).toEqual(files.toSorted());
  });

  test('describe every operation in one line, which the page and the playground show', () => {
    const folder = join(ROOT, 'schema/operations');
    const comments = readdirSync(folder).map((file) => read(`schema/operations/${file}`).match(/^#.*$/gm) ?? []);
    const descriptions = comments.map((lines) => lines.filter((line) => !line.startsWith('# variables: ')));
    expect(descriptions.filter((lines) => lines.length !== 1 || !lines[0]?.endsWith('.'))).toEqual([]);
  });
});
