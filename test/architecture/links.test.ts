import { existsSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { anchorsIn, codeSpansIn, linksIn, type Mention } from './markdown.js';
import { MARKDOWN_FILES } from './prose-sources.js';
import { listFiles, parseSource, readText, ROOT } from './source-code.js';

const PATH =
  /^(?:src|test|docs|schema|deploy|bench|conformance|federation|resilience|mutation-testing|examples|scripts)\/[\w./-]+$/;
const exists = (path: string) => existsSync(join(ROOT, path));
const place = (path: string, { number, target }: Mention) => `${path}:${number}: ${target}`;

function isResolved(file: string, target: string): boolean {
  if (/^(?:https?:|mailto:)/.test(target)) return true;
  const [path = '', anchor] = target.split('#');
  const resolved = path === '' ? file : posix.join(dirname(file), path);
  if (!exists(resolved)) return false;
  if (anchor === undefined || statSync(join(ROOT, resolved)).isDirectory() || !resolved.endsWith('.md')) return true;
  return anchorsIn(readText(resolved)).has(anchor);
}

describe('the documentation', () => {
  test.each(MARKDOWN_FILES.map((file) => [file]))('%s: every link resolves, anchors included', (file) => {
    const links = linksIn(readText(file)).filter(({ target }) => !isResolved(file, target));
    expect(links.map((link) => place(file, link))).toEqual([]);
  });

  test.each(MARKDOWN_FILES.map((file) => [file]))('%s: every path in a code span exists', (file) => {
    const paths = codeSpansIn(readText(file)).filter(
      ({ target }) => PATH.test(target) && !exists(target) && !exists(posix.join(dirname(file), target)),
    );
    expect(paths.map((path) => place(file, path))).toEqual([]);
  });

  test('is linked from the README or from another page', () => {
    const linked = new Set(
      MARKDOWN_FILES.flatMap((file) =>
        linksIn(readText(file)).map(({ target }) => posix.join(dirname(file), target.split('#')[0] ?? '')),
      ),
    );
    expect(listFiles(['docs'], ['.md']).filter((file) => !linked.has(file))).toEqual([]);
  });

  test('gives every quirk a number of its own', () => {
    const numbers = [...readText('docs/upstream-quirks.md').matchAll(/^\| (\d+) \|/gm)].map(([, number]) => number);
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
  });
});

describe('a comment', () => {
  const files = listFiles(
    ['src', 'test', 'scripts', 'deploy', 'bench', 'conformance', 'federation', 'resilience', 'examples'],
    ['.ts', '.mjs', '.js', '.cjs'],
  ).filter((path) => !path.includes('/generated/'));
  const comments = files.flatMap((path) => parseSource(path).comments.map((comment) => ({ path, ...comment })));

  test('names only pages, sections and quirks that exist', () => {
    const quirks = exists('docs/upstream-quirks.md') ? readText('docs/upstream-quirks.md') : '';
    const headings = new Set([...quirks.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading));
    const isKnown = (reference: string) =>
      /^\d+$/.test(reference) ? new RegExp(`^\\W*${reference}\\b`, 'm').test(quirks) : headings.has(reference);
    const wrong = comments.flatMap(({ path, line, text }) => {
      const plain = text.replaceAll(/\s*\n\s*\*?\s*/g, ' ');
      const named = [
        ...plain.matchAll(/docs\/upstream-quirks\.md, (?:quirks? ([\d, and]+)|"([^"]+)"|([A-Z][^);."]+))/g),
      ];
      return named
        .flatMap(([, numbers, quoted, section]) => numbers?.match(/\d+/g) ?? [(quoted ?? section ?? '').trim()])
        .filter((reference) => !isKnown(reference))
        .map((reference) => `${path}:${line}: ${reference}`);
    });
    expect(wrong).toEqual([]);
  });

  test('names only files that exist', () => {
    const wrong = comments.flatMap(({ path, line, text }) =>
      [
        ...text.matchAll(
          /(?<![\w./-])(?:src|test|docs|schema|deploy|bench|conformance|federation|resilience|scripts|examples)\/[\w./-]*\w/g,
        ),
      ]
        .filter(([target]) => !exists(target))
        .map(([target]) => `${path}:${line}: ${target}`),
    );
    expect(wrong).toEqual([]);
  });
});
