import * as fc from 'fast-check';
import { corruptJson, corruptions } from './corrupt-json.js';

/** A possible response of an upstream: any status, any headers, any text. */
export interface ArbitraryResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly text: string;
}

/** Headers that the decoders read, and others. */
const HEADER_NAMES = [
  'retry-after',
  'ratelimit-reset',
  'ratelimit',
  'ratelimit-policy',
  'x-request-id',
  'cf-ray',
  'date',
];

const STATUSES = [200, 201, 202, 204, 301, 400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503];

const DEEP_NESTING = 20_000;

/** Valid JSON that is hostile to a decoder. */
export const HOSTILE_TEXTS: readonly string[] = [
  '{"__proto__":{"success":true,"incident":{"id":"P1"}},"constructor":{"prototype":{}}}',
  '{"error":{"__proto__":{"message":"x"},"errors":{"__proto__":["a"],"constructor":["b"]}}}',
  '{"success":false,"errors":[{"code":1,"message":"x","error_chain":[{"code":2,"message":"y"}]}]}',
  `${'['.repeat(DEEP_NESTING)}${']'.repeat(DEEP_NESTING)}`,
  `${'{"error":'.repeat(DEEP_NESTING)}1${'}'.repeat(DEEP_NESTING)}`,
  `{"errors":${'[{"error_chain":'.repeat(DEEP_NESTING)}[]${'}]'.repeat(DEEP_NESTING)}}`,
  '\uFEFF{}',
  '"\\ud800"',
  'null',
  '<!DOCTYPE html><p>Bad gateway</p>',
];

/** @param samples real responses of the upstream */
export function arbitraryResponse(samples: readonly unknown[]): fc.Arbitrary<ArbitraryResponse> {
  const sample = fc.constantFrom(...samples.map((one) => JSON.stringify(one)));
  const header = fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.nat().map(String), fc.constant('"default";r=1;t=5'));
  return fc.record({
    status: fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...STATUSES) }, fc.integer({ min: 100, max: 999 })),
    headers: fc.dictionary(fc.constantFrom(...HEADER_NAMES), fc.oneof(header, fc.array(header, { maxLength: 2 }))),
    text: fc.oneof(
      { weight: 4, arbitrary: fc.tuple(sample, corruptions).map(([text, changes]) => corruptJson(text, changes)) },
      { weight: 2, arbitrary: fc.tuple(sample, fc.nat()).map(([text, at]) => text.slice(0, at % text.length)) },
      fc.json({ maxDepth: 4 }),
      fc.string({ unit: 'binary' }),
    ),
  });
}

/** The same responses with a secret somewhere in a string or a name of the JSON, in plain text or in a header. */
export function responseEchoing(secret: string, samples: readonly unknown[]): fc.Arbitrary<ArbitraryResponse> {
  const place = fc.tuple(fc.nat(), fc.constantFrom('', ' ', '"', 'Bearer ', 'Token token=', '/', "'", '.'));
  return fc
    .tuple(arbitraryResponse(samples), fc.array(place, { minLength: 1, maxLength: 6 }))
    .map(([response, places]) => ({
      ...response,
      headers: { ...response.headers, 'x-request-id': `id-${secret}`, 'cf-ray': [secret] },
      text: places.reduce((text, [at, before]) => insertAt(text, at, `${before}${secret}`), response.text),
    }));
}

/** In JSON the secret is inserted only between letters, which are mostly those of strings and names. */
function insertAt(text: string, at: number, word: string): string {
  const gaps = [...text.matchAll(/(?<=[a-z])(?=[a-z])/gi)].slice(0, 200);
  const gap = gaps[at % gaps.length]?.index ?? text.length;
  return text.slice(0, gap) + JSON.stringify(word).slice(1, -1) + text.slice(gap);
}
