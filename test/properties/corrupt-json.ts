import * as fc from 'fast-check';

/** One value inside a JSON document, and what stands there instead; without a value it is taken out. */
export interface Damage {
  /** Which of all values, counted round and round. */
  readonly at: number;
  readonly value?: unknown;
}

/** Values that a decoder or a field may trip over. */
const NASTY: readonly unknown[] = [
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

const value = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...NASTY) }, fc.jsonValue({ maxDepth: 2 }));

const oneDamage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ at: fc.nat(), value }) },
  fc.record({ at: fc.nat() }),
);

export const damages = fc.array(oneDamage, { minLength: 1, maxLength: 6 });

/** The JSON text with this done to it; a text that is no JSON stays. */
export function damaged(text: string, all: readonly Damage[]): string {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return text;
  }
  for (const { at, ...change } of all) {
    const places = placesIn(root);
    const place = places[at % places.length];
    if (!place) continue;
    const [holder, key] = place;
    if ('value' in change) holder[key] = structuredClone(change.value);
    else Reflect.deleteProperty(holder, key);
  }
  return JSON.stringify(root);
}

type Holder = Record<string, unknown>;

function placesIn(root: unknown): (readonly [Holder, string])[] {
  if (typeof root !== 'object' || root === null) return [];
  const holder = root as Holder;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...placesIn(holder[key])]);
}
