/** A random generator: the same seed gives the same numbers. */
export interface Random {
  /** An integer from 0 to `bound` - 1. */
  integerBelow(bound: number): number;
  pick<T>(choices: readonly T[]): T;
  /** `length` lower-case hex digits. */
  hex(length: number): string;
}

// Local copies, because looking up a global is slow inside Jest.
const { floor, imul } = Math;

/** Mulberry32 over a 32-bit seed. Not for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const integerBelow = (bound: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
  return {
    integerBelow,
    pick: <T>(choices: readonly T[]) => choices[integerBelow(choices.length)] as T,
    hex: (length) => Array.from({ length }, () => integerBelow(16).toString(16)).join(''),
  };
}
