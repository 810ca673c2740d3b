import { isBranch } from '../../shared/json.js';

/** What variables amount to. */
export interface Weight {
  /** Entries of all lists and objects. */
  readonly entries: number;
  /** Lists and objects within each other. */
  readonly nesting: number;
}

/**
 * Weighs any JSON, one level of nesting after the other: whoever nests a hundred thousand lists wants to see a recursion
 * overflow the stack.
 */
export function weigh(variables: unknown): Weight {
  let entries = 0;
  let nesting = 0;
  let level: readonly object[] = isBranch(variables) ? [variables] : [];
  while (level.length > 0) {
    nesting += 1;
    const below: object[] = [];
    for (const branch of level) {
      const parts: readonly unknown[] = Array.isArray(branch) ? branch : Object.values(branch);
      entries += parts.length;
      for (const part of parts) if (isBranch(part)) below.push(part);
    }
    level = below;
  }
  return { entries, nesting };
}
