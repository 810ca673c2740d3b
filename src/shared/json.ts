export type JsonObject = Readonly<Record<string, unknown>>;

/** The value of a JSON text; undefined for anything else, such as an empty or cut-off text. */
export function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An object or an array. */
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

/** Whether a value is an object with a non-empty id. */
export function hasId(value: unknown): value is { readonly id: string } {
  return isObject(value) && isString(value['id']) && value['id'] !== '';
}

export function asString(value: unknown): string | undefined {
  return isString(value) ? value : undefined;
}

export function asNonEmptyString(value: unknown): string | undefined {
  return isString(value) && value !== '' ? value : undefined;
}

/** A number that fits GraphQL's Int, also when sent as a string of digits. */
export function asInteger(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && (number | 0) === number ? number : undefined;
}

/**
 * The total of a paged list; null when it is absent or smaller than what the page shows.
 *
 * @param offset entries before the page
 * @param pageLength entries of the page
 */
export function parseTotal(value: unknown, offset: number, pageLength: number): number | null {
  const total = asInteger(value);
  return total === undefined || total < 0 || (pageLength > 0 && total < offset + pageLength) ? null : total;
}

/** A body that is plain text; undefined for a web page, for JSON and for an empty body. */
export function extractPlainText(text: string): string | undefined {
  const plainText = text.trim();
  return plainText === '' || /^[<{["]/.test(plainText) ? undefined : plainText;
}
