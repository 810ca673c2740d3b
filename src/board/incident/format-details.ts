const MAX_CHARACTERS = 20_000;

/** Data of a monitor as text: an object or JSON as `name: value` lines, everything else as it is. */
export function formatDetails(value: unknown): string {
  const parsed = typeof value === 'string' ? parseObject(value) : value;
  if (parsed === null || parsed === undefined) return '';
  const text = typeof parsed === 'string' ? parsed : formatData(parsed);
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}

function parseObject(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function formatData(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value, null, 2);
  return Object.entries(value)
    .map(([name, entry]) => `${name}: ${typeof entry === 'string' ? entry : JSON.stringify(entry, null, 2)}`)
    .join('\n');
}
