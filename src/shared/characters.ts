const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;
const GRAPHEME_SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Length in Unicode code points, as PagerDuty counts: an emoji is one character. */
export function countCharacters(text: string): number {
  return text.length - (text.match(SURROGATE_PAIR)?.length ?? 0);
}

/**
 * Truncates a text to `limit` characters, the ellipsis included. A grapheme, such as a flag or a letter with accents, is not
 * split.
 *
 * @param limit code points, from 1
 */
export function truncate(text: string, limit: number): string {
  if (countCharacters(text) <= limit) return text;
  let kept = '';
  let remaining = limit - 1;
  // Only the beginning, because segmenting slows down with the length of the text.
  for (const { segment } of GRAPHEME_SEGMENTER.segment(text.slice(0, 2 * limit))) {
    remaining -= countCharacters(segment);
    if (remaining < 0) break;
    kept += segment;
  }
  // A single grapheme that is too long is split, so that the result is not empty.
  return `${
    kept === ''
      ? Array.from(text.slice(0, 2 * limit))
          .slice(0, limit - 1)
          .join('')
      : kept
  }…`;
}
