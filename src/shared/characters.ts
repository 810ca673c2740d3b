const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;
const GRAPHEME_SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Length in characters as PagerDuty counts them: Unicode code points, so that an emoji is one and not two. */
export function countCharacters(text: string): number {
  return text.length - (text.match(SURROGATE_PAIR)?.length ?? 0);
}

/**
 * The text, or as much of its beginning as fits into `limit` characters together with an ellipsis. What a reader takes
 * for one character, such as a flag or a letter with its accents, is kept whole or left out.
 *
 * @param limit code points, from 1
 */
export function truncate(text: string, limit: number): string {
  if (countCharacters(text) <= limit) return text;
  let kept = '';
  let remaining = limit - 1;
  // No more of it: each step takes longer the longer the whole is.
  for (const { segment } of GRAPHEME_SEGMENTER.segment(text.slice(0, 2 * limit))) {
    remaining -= countCharacters(segment);
    if (remaining < 0) break;
    kept += segment;
  }
  // One letter under a thousand accents: rather cut through than show nothing.
  return `${
    kept === ''
      ? Array.from(text.slice(0, 2 * limit))
          .slice(0, limit - 1)
          .join('')
      : kept
  }…`;
}
