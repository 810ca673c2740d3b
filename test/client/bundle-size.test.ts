import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { minifySync, transformSync } from '@swc/core';

const FOLDER = join(__dirname, '../../src/client');

/** The module and all modules it imports, each once. */
function moduleFiles(file: string, seen = new Set<string>()): Set<string> {
  seen.add(file);
  const imported = [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/ from '\.\/([^']+)\.js'/g)];
  for (const [, path] of imported) if (!seen.has(`${path}.ts`)) moduleFiles(`${path}.ts`, seen);
  return seen;
}

function minifiedSize(file: string): number {
  const { code } = transformSync(readFileSync(join(FOLDER, file), 'utf8'), {
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  });
  return Buffer.byteLength(minifySync(code, { module: true, compress: true, mangle: true }).code);
}

test('the client with all its documents is smaller than 26 kB, each module minified alone', () => {
  const sizes = [...moduleFiles('client.ts')].map(minifiedSize);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(26_000);
});
