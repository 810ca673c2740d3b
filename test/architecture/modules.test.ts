import { describe, expect, test } from '@jest/globals';
import { findCycles } from './import-cycles.js';
import { CODE_DIRECTORIES, CODE_EXTENSIONS } from './size-limits.js';
import { importsOf, listFiles, parseSource, visitNodes, type SourceFile, type SyntaxNode } from './source-code.js';

const files = listFiles(CODE_DIRECTORIES, CODE_EXTENSIONS).map(parseSource);

const isReExport = ({ type, source, declaration }: SyntaxNode) =>
  type === 'ExportAllDeclaration' || (type === 'ExportNamedDeclaration' && (source !== null || declaration === null));

/** Whether a file has nothing but imports and exports of what other files declare. */
function isBarrel({ statements }: SourceFile): boolean {
  const others = statements.filter(({ type }) => type !== 'ImportDeclaration');
  return others.length > 0 && others.every(isReExport);
}

function hasDefaultExport({ statements }: SourceFile): boolean {
  let isFound = false;
  visitNodes(statements, ({ type, exported }) => {
    isFound ||= type === 'ExportDefaultDeclaration';
    isFound ||= type === 'ExportSpecifier' && (exported as SyntaxNode)['name'] === 'default';
  });
  return isFound;
}

describe('the modules', () => {
  test('the files are found', () => {
    expect(files.length).toBeGreaterThan(300);
  });

  test('no imports form a cycle, type imports included', () => {
    const imports = files.flatMap(importsOf).filter(({ isPackage }) => !isPackage);
    expect(findCycles(imports).map((cycle) => cycle.join(' -> '))).toEqual([]);
  });

  test('no file is a barrel', () => {
    expect(files.filter(isBarrel).map(({ path }) => path)).toEqual([]);
  });

  test('no file re-exports a whole module, but the entry point of the npm package exports the generated types', () => {
    const found = files.filter(({ statements }) => statements.some(({ type }) => type === 'ExportAllDeclaration'));
    expect(found.map(({ path }) => path)).toEqual(['src/client/client.ts']);
  });

  test('no file has a default export', () => {
    expect(files.filter(hasDefaultExport).map(({ path }) => path)).toEqual([]);
  });
});

const edges = (...pairs: readonly string[]) =>
  pairs.map((pair) => {
    const [from = '', to = ''] = pair.split('>');
    return { from, to };
  });

describe('findCycles', () => {
  test('finds no cycle in a tree', () => {
    expect(findCycles(edges('a>b', 'a>c', 'b>c'))).toEqual([]);
  });

  test('names the files of each cycle in order', () => {
    expect(findCycles(edges('a>b', 'b>c', 'c>b', 'd>d'))).toEqual([
      ['b', 'c', 'b'],
      ['d', 'd'],
    ]);
  });
});
