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
export function isObjectOrArray(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function isObject(value: unknown): value is JsonObject {
  return isObjectOrArray(value) && !Array.isArray(value);
}

export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** A text where there is one: an upstream may give anything in its place. */
export function asString(value: unknown): string | undefined {
  return isString(value) ? value : undefined;
}

/** A number that GraphQL's Int can carry, also when sent as a string of digits. */
export function asInteger(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && (number | 0) === number ? number : undefined;
}

/**
 * The total of a list as a page of it tells it; null where it tells none, or one that its own entries contradict.
 *
 * @param offset how many entries stand before the page
 * @param pageLength how many it holds
 */
export function parseTotal(value: unknown, offset: number, pageLength: number): number | null {
  const total = asInteger(value);
  return total === undefined || total < 0 || (pageLength > 0 && total < offset + pageLength) ? null : total;
}

/** The words of a body that is not JSON: plain text as it is, none of a web page or of cut-off JSON. */
export function extractPlainText(text: string): string | undefined {
  const plainText = text.trim();
  return plainText === '' || /^[<{["]/.test(plainText) ? undefined : plainText;
}
