import type { Prose } from './english-rules.js';

interface Line {
  readonly number: number;
  readonly text: string;
}

/** The lines of a Markdown file that are not inside a fenced code block. */
export function linesOutsideCode(text: string): Line[] {
  let fence: string | undefined;
  return text.split('\n').flatMap((line, index) => {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || line.trim() === fence)) {
      fence = fence === undefined ? mark : undefined;
      return [];
    }
    return fence === undefined ? [{ number: index + 1, text: line }] : [];
  });
}

const STARTS_BLOCK = /^\s*(?:[-*+] |\d+[.)] |#{1,6} |\||>|<)/;

/** The paragraphs, list items, headings and table cells of a Markdown file. */
export function proseIn(path: string, text: string): Prose[] {
  const blocks: { line: number; text: string; end: number }[] = [];
  for (const { number, text: line } of linesOutsideCode(text)) {
    const last = blocks.at(-1);
    if (line.trim() === '') continue;
    if (last && last.end === number - 1 && !STARTS_BLOCK.test(line) && !last.text.startsWith('|')) {
      last.text += ` ${line.trim()}`;
      last.end = number;
    } else blocks.push({ line: number, text: line.trim(), end: number });
  }
  return blocks.flatMap(({ line, text: block }) => cellsOf(block).map((cell) => ({ path, line, text: cell })));
}

function cellsOf(block: string): string[] {
  if (!block.startsWith('|')) return [block.replace(/^(?:[-*+]|\d+[.)]|#{1,6}|>)\s+/, '')];
  return block.split(/(?<!\\)\|/).filter((cell) => /\w/.test(cell));
}

/** The anchors that GitHub gives to the headings of a Markdown file, and those that stand in HTML. */
export function anchorsIn(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const { text: line } of linesOutsideCode(text)) {
    for (const [, id] of line.matchAll(/\b(?:id|name)="([^"]+)"/g)) if (id !== undefined) anchors.add(id);
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    if (heading === undefined) continue;
    const slug = toSlug(heading);
    let unique = slug;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${slug}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}

function toSlug(heading: string): string {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

export interface Mention extends Line {
  /** The target of a link, or a path in a code span. */
  readonly target: string;
}

export function linksIn(text: string): Mention[] {
  return linesOutsideCode(text).flatMap((line) =>
    [...line.text.replace(/`[^`]*`/g, '').matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)|(?:href|src)="([^"]+)"/g)].map(
      ([, link, attribute]) => ({ ...line, target: link ?? attribute ?? '' }),
    ),
  );
}

export function codeSpansIn(text: string): Mention[] {
  return linesOutsideCode(text).flatMap((line) =>
    [...line.text.matchAll(/`([^`]+)`/g)].map(([, target = '']) => ({ ...line, target })),
  );
}
