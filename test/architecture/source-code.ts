import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@babel/parser';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** A node of the syntax tree, with the fields that the tests read. */
export interface SyntaxNode {
  readonly type: string;
  readonly loc: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly [key: string]: unknown;
}

export interface Comment {
  readonly line: number;
  readonly text: string;
}

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly lineCount: number;
  /** The statements of the module. */
  readonly statements: readonly SyntaxNode[];
  readonly comments: readonly Comment[];
}

const IGNORED =
  /(?:^|\/)(?:node_modules|recording|report|sandbox\/stryker|screenshots|__generated__|clients\/[^/]+\/(?:dist|graphql))(?:\/|$)/;

/** Paths of the files below some directories that end in one of the extensions. */
export function listFiles(directories: readonly string[], extensions: readonly string[]): string[] {
  const existing = directories.filter((directory) => existsSync(join(ROOT, directory)));
  return existing.flatMap((directory) =>
    readdirSync(join(ROOT, directory), { recursive: true, encoding: 'utf8' })
      .map((file) => posix.join(directory, file.replaceAll('\\', '/')))
      .filter((path) => extensions.some((extension) => path.endsWith(extension)) && !IGNORED.test(path))
      .toSorted(),
  );
}

const parsed = new Map<string, SourceFile>();

/** Each file is parsed once in a test file. */
export function parseSource(path: string): SourceFile {
  const found = parsed.get(path);
  if (found) return found;
  const text = readText(path);
  const isTypeScript = /\.tsx?$/.test(path);
  const { program, comments } = parse(text, {
    sourceType: 'unambiguous',
    attachComment: false,
    allowReturnOutsideFunction: true,
    plugins: isTypeScript ? ['typescript', 'decorators-legacy', ...(path.endsWith('x') ? (['jsx'] as const) : [])] : [],
  });
  const file: SourceFile = {
    path,
    lineCount: text.replace(/\n$/, '').split('\n').length,
    statements: program.body as unknown as SyntaxNode[],
    comments: (comments ?? []).map(({ value, loc }) => ({ text: value, line: loc?.start.line ?? 0 })),
  };
  parsed.set(path, file);
  return file;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

/** Calls `visit` for a node and all nodes below it, outer ones first; below a node for which it returns false it stops. */
export function visitNodes(node: unknown, visit: (node: SyntaxNode) => boolean | void): void {
  if (Array.isArray(node)) for (const one of node) visitNodes(one, visit);
  if (!isNode(node) || visit(node) === false) return;
  for (const [key, value] of Object.entries(node))
    if (key !== 'loc' && typeof value === 'object') visitNodes(value, visit);
}

export interface ImportedModule {
  readonly from: string;
  /** A path from the root of the repository, or the name of a package. */
  readonly to: string;
  readonly isPackage: boolean;
}

/** What a module imports: types, re-exports, `import()` and `import('…')` types included. */
export function importsOf({ path, statements }: SourceFile): ImportedModule[] {
  const specifiers: string[] = [];
  visitNodes(statements, (node) => {
    const { source, argument } = node as { source?: unknown; argument?: unknown };
    if (isNode(source) && source.type === 'StringLiteral') specifiers.push(String(source['value']));
    if (node.type === 'TSImportType' && isNode(argument)) specifiers.push(String(argument['value']));
    if (node.type === 'CallExpression' && isNode(node['callee']) && node['callee'].type === 'Import') {
      const [first] = node['arguments'] as SyntaxNode[];
      if (first?.type === 'StringLiteral') specifiers.push(String(first['value']));
    }
  });
  return specifiers.map((specifier) => toImport(path, specifier));
}

function toImport(from: string, specifier: string): ImportedModule {
  if (!specifier.startsWith('.')) {
    const parts = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1);
    return { from, to: parts.join('/'), isPackage: true };
  }
  const target = posix.join(dirname(from), specifier);
  return { from, to: /\.tsx?$/.test(from) ? toSource(target) : target, isPackage: false };
}

function toSource(target: string): string {
  const withJsx = target.replace(/\.js$/, '.tsx');
  return existsSync(join(ROOT, withJsx)) ? withJsx : target.replace(/\.js$/, '.ts');
}
