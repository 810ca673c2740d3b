import type { Gap } from './gap.js';

/** The gaps of an entry in words. The sign and the words carry the meaning, because not everybody sees the red. */
export function GapList({ gaps }: { readonly gaps: readonly Gap[] }) {
  if (gaps.length === 0) return null;
  return (
    <ul class="routes-gaps">
      {gaps.map(({ kind, text }) => (
        <li key={kind + text}>
          <span aria-hidden="true">✕ </span>
          <span class="only-heard">Gap: </span>
          {text}
        </li>
      ))}
    </ul>
  );
}
