/** What variables amount to. */
export interface Weight {
  /** Characters of their texts, names and numbers: about what they are long as JSON. */
  readonly size: number;
  /** Entries of all lists and objects. */
  readonly entries: number;
  /** Lists and objects within each other. */
  readonly nesting: number;
}

/** Weighs any JSON. Without recursion: whoever nests a hundred thousand lists wants to see the stack overflow. */
export function weigh(variables: unknown): Weight {
  const left: { readonly value: unknown; readonly nesting: number }[] = [{ value: variables, nesting: 0 }];
  let size = 0;
  let entries = 0;
  let deepest = 0;
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, nesting } = next;
    if (typeof value !== 'object' || value === null) {
      size += String(value).length;
      continue;
    }
    deepest = Math.max(deepest, nesting + 1);
    for (const [name, part] of Object.entries(value)) {
      size += name.length;
      entries += 1;
      left.push({ value: part, nesting: nesting + 1 });
    }
  }
  return { size, entries, nesting: deepest };
}
