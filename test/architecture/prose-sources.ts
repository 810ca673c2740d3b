import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Prose } from './english-rules.js';
import { proseIn } from './markdown.js';
import { listFiles, parseSource, readText, ROOT, visitNodes, type SyntaxNode } from './source-code.js';

const README_DIRECTORIES = [
  'bench',
  'conformance',
  'deploy',
  'examples',
  'federation',
  'mutation-testing',
  'resilience',
  'scripts',
];

/** Every Markdown file that a reader may open, without the changelog, which keeps what past releases were given. */
export const MARKDOWN_FILES: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...listFiles(['docs'], ['.md']),
  ...README_DIRECTORIES.map((directory) => `${directory}/README.md`),
].filter((path) => existsSync(join(ROOT, path)));

export const documentationProse = (): Prose[] => MARKDOWN_FILES.flatMap((path) => proseIn(path, readText(path)));

/** The simulated vendors speak in the vendors' words. */
const VENDOR_WORDS = /^src\/sandbox\/(?:pagerduty|cloudflare)\//;

/** Texts of the program: error messages, log lines, descriptions of the schema. */
export function stringProse(): Prose[] {
  return listFiles(['src', 'scripts', 'deploy'], ['.ts', '.tsx', '.mjs', '.js'])
    .filter((path) => !VENDOR_WORDS.test(path) && !path.includes('/generated/'))
    .flatMap((path) => stringsIn(path).filter(({ text }) => isProse(text)));
}

export function commentProse(): Prose[] {
  const directories = [
    'src',
    'scripts',
    'deploy',
    'bench',
    'conformance',
    'federation',
    'resilience',
    'examples',
    'test',
  ];
  return listFiles(directories, ['.ts', '.tsx', '.mjs', '.js', '.cjs'])
    .filter((path) => !path.includes('/generated/'))
    .flatMap((path) => joinLineComments(path));
}

/** Adjacent line comments are one text; each paragraph, tag and list item is a separate text. */
function joinLineComments(path: string): Prose[] {
  const joined: { line: number; end: number; text: string }[] = [];
  for (const { line, text } of parseSource(path).comments) {
    const isBlock = text.includes('\n') || text.startsWith('*');
    const last = joined.at(-1);
    if (last && last.end === line - 1 && !isBlock) {
      last.text += `\n${text}`;
      last.end = line;
    } else joined.push({ line, end: isBlock ? -1 : line, text });
  }
  return joined.flatMap(({ line, text }) => splitComment(text).map((part) => ({ path, line, text: part })));
}

function splitComment(text: string): string[] {
  const plain = text
    .replaceAll(/^ *\*+/gm, '')
    .replaceAll(/@\w+ (?:\{.*\})?/g, '\n\n')
    .replaceAll(/oxlint-disable\S*/g, '');
  return plain.split(/\n\s*\n|\n\s*(?=-+ )/);
}

/** At least three words of which two are in small letters; no GraphQL, Lua or HTML. */
const isProse = (text: string) =>
  /\b[\w`…]+[,:]? [a-z`…]+[\w`]* [\w`…]+/.test(text) &&
  !/^…?\s*(?:query|mutation|fragment|local|return redis|\{|<)/.test(text);

function stringsIn(path: string): Prose[] {
  const found: Prose[] = [];
  visitNodes(parseSource(path).statements, (node) => {
    if (/^(?:ImportDeclaration|Export(?:All|Named)Declaration)$/.test(node.type) && node['source']) return false;
    const text = textOf(node);
    if (text === undefined) return true;
    found.push({ path, line: node.loc.start.line, text });
    return false;
  });
  return found;
}

/** The text of a literal, a template or a sum of them; what is put in at run time stands as one word. */
function textOf(node: SyntaxNode): string | undefined {
  if (node.type === 'StringLiteral' || node.type === 'JSXText') return String(node['value']);
  if (node.type === 'TemplateLiteral') {
    const parts = node['quasis'] as { value: { cooked: string } }[];
    return parts.map(({ value }) => value.cooked).join('…');
  }
  if (node.type !== 'BinaryExpression' || node['operator'] !== '+') return undefined;
  const sides = [node['left'] as SyntaxNode, node['right'] as SyntaxNode].map(textOf);
  return sides.every((side) => side === undefined) ? undefined : sides.map((side) => side ?? '…').join('');
}
