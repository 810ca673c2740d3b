import { Time } from '../ui/time.js';
import type { Gap } from './gap.js';

/** The gaps of an entry in words. The sign and the words carry the meaning, because not everybody sees the red. */
export function GapList({ gaps }: { readonly gaps: readonly Gap[] }) {
  if (gaps.length === 0) return null;
  return (
    <ul class="routes-gaps">
      {gaps.map(({ kind, text, until }) => (
        <li key={kind + text}>
          <span aria-hidden="true">✕ </span>
          <span class="only-heard">Gap: </span>
          {text}
          {until !== undefined && (
            <>
              {' until '}
              <Time at={until} as="exact" />.
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
