import * as fc from 'fast-check';

/** One value inside a JSON document and its replacement; without a replacement it is removed. */
export interface Corruption {
  /** The index of the value, modulo the number of values. */
  readonly index: number;
  readonly value?: unknown;
}

/** Values that may break a decoder or a field. */
const HOSTILE_VALUES: readonly unknown[] = [
  null,
  '',
  ' ',
  'PT4KHLK',
  '2026-01-01T10:00:00Z',
  'not a time',
  'https://example.com/',
  0,
  -1,
  1.5,
  2 ** 31,
  1e308,
  true,
  [],
  {},
  [null],
  [[]],
  [{}],
  { id: 'PT4KHLK' },
  { id: 'PT4KHLK', type: 'user_reference' },
  { length: 3 },
  JSON.parse('{"__proto__":{"id":"PT4KHLK","type":"x"},"constructor":null,"toString":1}'),
];

const value = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...HOSTILE_VALUES) }, fc.jsonValue({ maxDepth: 2 }));

const corruption: fc.Arbitrary<Corruption> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ index: fc.nat(), value }) },
  fc.record({ index: fc.nat() }),
);

export const corruptions = fc.array(corruption, { minLength: 1, maxLength: 6 });

/** The corrupted JSON text; invalid JSON stays unchanged. */
export function corruptJson(text: string, all: readonly Corruption[]): string {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return text;
  }
  for (const { index, ...change } of all) {
    const places = valuePlaces(root);
    const place = places[index % places.length];
    if (!place) continue;
    const [holder, key] = place;
    if ('value' in change) holder[key] = structuredClone(change.value);
    else Reflect.deleteProperty(holder, key);
  }
  return JSON.stringify(root);
}

type JsonContainer = Record<string, unknown>;

function valuePlaces(root: unknown): (readonly [JsonContainer, string])[] {
  if (typeof root !== 'object' || root === null) return [];
  const holder = root as JsonContainer;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...valuePlaces(holder[key])]);
}
