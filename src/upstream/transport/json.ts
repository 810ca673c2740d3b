export type JsonObject = Readonly<Record<string, unknown>>;

/** Deeper than anything an upstream sends; each level of a hostile answer costs sixty times the memory of its bracket. */
const DEEPEST = 500;

/** Shorter texts are not deep enough to harm: 30 MB, given back at once. */
const HARMLESS_LENGTH = 524_288;

/**
 * Parses an answer's text; `undefined` for anything that is not JSON, such as an empty or cut-off body, and for a long one
 * that is nested too deep.
 */
export function parseJson(text: string): unknown {
  if (text.length > HARMLESS_LENGTH && isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Counts brackets outside of strings. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) depth += 1;
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A number that GraphQL's Int can carry, also when sent as a string of digits. */
export function integerOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && (number | 0) === number ? number : undefined;
}

/** The words of a body that is not JSON: plain text as it is, none of a web page or of cut-off JSON. */
export function plainWords(text: string): string | undefined {
  const words = text.trim();
  return words === '' || /^[<{["]/.test(words) ? undefined : words;
}
