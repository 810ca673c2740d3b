import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { rewrittenSandbox } from '../properties/rewritten-sandbox.js';

const rewritten = rewrittenSandbox();
const OVERVIEW = readFileSync(join(__dirname, '../../schema/operations/overview.graphql'), 'utf8');

/** More bytes would exceed the data of a page of destinations. */
const MAX_BYTES = 600;

interface ResponseError {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly extensions: { readonly code: string };
}

let data: unknown;
let errors: readonly ResponseError[];

beforeAll(async () => {
  rewritten.rewrite = ({ path }) => (path.startsWith('/client') ? {} : { status: 503, text: '' });
  // Runs twice, because the second run does not go through Apollo.
  const first = await rewritten.run(OVERVIEW);
  const second = await rewritten.run(OVERVIEW);
  expect([second.data, second.errors?.length]).toEqual([first.data, first.errors?.length]);
  data = second.data;
  errors = second.errors as unknown as readonly ResponseError[];
});

const valueAt = (path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | null)?.[step], data);

/** The paths of null values in the response. */
function nullPaths(value: unknown, path: readonly (string | number)[] = []): string[] {
  if (value === null) return [path.join('.')];
  if (typeof value !== 'object') return [];
  const keyed = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return keyed.flatMap(([step, part]) => nullPaths(part, [...path, step]));
}

test('while PagerDuty is down, Cloudflare’s data is returned', () => {
  expect(valueAt(['pagerDutyDestinations', 'nodes'])).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'Website Edge', policies: expect.any(Array) })]),
  );
});

test('while PagerDuty is down, every null has one error at its path and nothing else has one', () => {
  expect(errors.length).toBeGreaterThan(1);
  expect(errors.map(({ path }) => path.join('.')).toSorted()).toEqual(nullPaths(data).toSorted());
});

test('one outage has one short message, by which its errors can be grouped', () => {
  const sentences = new Set(errors.map(({ message, extensions }) => `${extensions.code} ${message}`));
  expect([...sentences]).toEqual(['UPSTREAM_UNAVAILABLE PagerDuty returned a server error.']);
  for (const error of errors) expect(JSON.stringify(error).length).toBeLessThan(MAX_BYTES);
});
