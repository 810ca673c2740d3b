export type JsonObject = Readonly<Record<string, unknown>>;

/** Parses an answer's text; `undefined` for anything that is not JSON, such as an empty or cut-off body. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What has parts: an object or a list. */
export function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function isObject(value: unknown): value is JsonObject {
  return isBranch(value) && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A text where there is one: an upstream may give anything in its place. */
export function textOf(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}

/** A number that GraphQL's Int can carry, also when sent as a string of digits. */
export function integerOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && (number | 0) === number ? number : undefined;
}

/**
 * The total of a list as a page of it tells it; null where it tells none, or one that its own entries contradict.
 *
 * @param before how many entries stand before the page
 * @param shown how many it holds
 */
export function totalOf(told: unknown, before: number, shown: number): number | null {
  const total = integerOf(told);
  return total === undefined || total < 0 || (shown > 0 && total < before + shown) ? null : total;
}

/** The words of a body that is not JSON: plain text as it is, none of a web page or of cut-off JSON. */
export function plainWords(text: string): string | undefined {
  const words = text.trim();
  return words === '' || /^[<{["]/.test(words) ? undefined : words;
}
