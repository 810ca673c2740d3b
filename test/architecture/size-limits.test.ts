import { describe, expect, test } from '@jest/globals';
import {
  CODE_DIRECTORIES,
  CODE_EXTENSIONS,
  LONG_FILES,
  LONG_FUNCTIONS,
  MAX_FILE_LINES,
  MAX_FUNCTION_LINES,
  MAX_README_LINES,
  MAX_TEST_FILE_LINES,
} from './size-limits.js';
import { listFiles, parseSource, readText, visitNodes, type SourceFile, type SyntaxNode } from './source-code.js';

const FUNCTIONS: ReadonlySet<string> = new Set([
  'ArrowFunctionExpression',
  'ClassMethod',
  'ClassPrivateMethod',
  'FunctionDeclaration',
  'FunctionExpression',
  'ObjectMethod',
]);

/** Test suites are not functions of the program: the callbacks of `describe` and `test` are as long as their tests. */
const isTest = (path: string) => path.endsWith('.test.ts');
const files = listFiles(CODE_DIRECTORIES, CODE_EXTENSIONS).map(parseSource);
const lineCount = (path: string) => readText(path).replace(/\n$/, '').split('\n').length;

/** A name for a message: its own, or that of the variable or property it is assigned to. */
function nameOf(node: SyntaxNode): string {
  const { id, key } = node as { id?: { name?: string } | null; key?: { name?: string; value?: string } };
  return id?.name ?? key?.name ?? key?.value ?? `line ${node.loc.start.line}`;
}

function longFunctions({ path, statements }: SourceFile): string[] {
  const found: string[] = [];
  visitNodes(statements, (node) => {
    if (!FUNCTIONS.has(node.type)) return;
    // A method's decorators are not part of it.
    const { start } = ((node['key'] as SyntaxNode | undefined) ?? node).loc;
    const lines = node.loc.end.line - start.line + 1;
    if (lines <= MAX_FUNCTION_LINES || `${path} ${nameOf(node)}` in LONG_FUNCTIONS) return;
    found.push(`${path}:${start.line} ${nameOf(node)} has ${lines} lines`);
  });
  return found;
}

describe('the size limits', () => {
  test(`a file has at most ${MAX_FILE_LINES} lines`, () => {
    const long = files.filter(({ path, lineCount: lines }) => lines > MAX_FILE_LINES && !(path in LONG_FILES));
    expect(long.map(({ path, lineCount: lines }) => `${path} has ${lines} lines`)).toEqual([]);
  });

  test(`a function has at most ${MAX_FUNCTION_LINES} lines`, () => {
    expect(files.filter(({ path }) => !isTest(path)).flatMap(longFunctions)).toEqual([]);
  });

  test(`a test file has at most ${MAX_TEST_FILE_LINES} lines`, () => {
    const paths = listFiles(['test'], ['.ts']);
    expect(paths.filter((path) => lineCount(path) > MAX_TEST_FILE_LINES)).toEqual([]);
  });

  test(`the README has at most ${MAX_README_LINES} lines`, () => {
    expect(lineCount('README.md')).toBeLessThanOrEqual(MAX_README_LINES);
  });

  test('every exception is still needed', () => {
    expect(Object.keys(LONG_FILES).filter((path) => lineCount(path) <= MAX_FILE_LINES)).toEqual([]);
  });
});
