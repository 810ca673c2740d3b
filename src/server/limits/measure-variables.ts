import { isObjectOrArray } from '../../shared/json.js';

/** The size of variables. */
export interface VariablesSize {
  /** Entries of all lists and objects. */
  readonly entries: number;
  /** Lists and objects within each other. */
  readonly depth: number;
}

/**
 * Measures any JSON value, level by level: a recursion would overflow the stack on deeply nested lists.
 */
export function measureVariables(variables: unknown): VariablesSize {
  let entries = 0;
  let depth = 0;
  let level: readonly object[] = isObjectOrArray(variables) ? [variables] : [];
  while (level.length > 0) {
    depth += 1;
    const nextLevel: object[] = [];
    for (const branch of level) {
      const parts: readonly unknown[] = Array.isArray(branch) ? branch : Object.values(branch);
      entries += parts.length;
      for (const part of parts) if (isObjectOrArray(part)) nextLevel.push(part);
    }
    level = nextLevel;
  }
  return { entries, depth };
}
