/** A set of incident numbers: the smallest one, and one bit for it and each number after it, lowest bit first. */
export type NumberBitmap = readonly [least: number, bits: string];

/** More than the incidents that an account creates in one second. */
const MAX_BITS = 8_192;

/**
 * Encodes numbers that differ by less than 8192.
 *
 * @returns undefined if they differ by more
 */
export function encodeNumberBitmap(numbers: ReadonlySet<number>): NumberBitmap | undefined {
  let [least, greatest] = [Infinity, -Infinity];
  for (const number of numbers) [least, greatest] = [Math.min(least, number), Math.max(greatest, number)];
  const range = greatest - least + 1;
  if (!Number.isSafeInteger(least) || !(range <= MAX_BITS)) return undefined;
  const bytes = Buffer.alloc(Math.ceil(range / 8));
  for (const number of numbers) {
    const at = number - least;
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  }
  return [least, bytes.toString('base64url')];
}

export function decodeNumberBitmap([least, bits]: NumberBitmap): Set<number> {
  const numbers = new Set<number>();
  for (const [index, byte] of Buffer.from(bits, 'base64url').entries()) {
    for (let bit = 0; bit < 8; bit += 1) if ((byte >> bit) & 1) numbers.add(least + index * 8 + bit);
  }
  return numbers;
}

export function isNumberBitmap(value: unknown): value is NumberBitmap {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [least, bits] = value as readonly unknown[];
  return Number.isSafeInteger(least) && typeof bits === 'string' && bits.length * 6 <= MAX_BITS + 16;
}
