import { describe, expect, test } from '@jest/globals';
import { ALL_SCOPES, post, liveGateways } from '../../../../server/harness.js';

const COUNT = 500;
/** Calls in addition to one per incident. */
const EXTRA_CALLS = 40;

const { open, sandbox } = liveGateways({ incidents: COUNT, limits: { pagerduty: 1_000_000 } });

const RESOLVE = `mutation ($input: ResolveIncidentsInput!) {
  resolveIncidents(input: $input) { results { changed incident { status } userErrors { code } } }
}`;

interface BulkResult {
  readonly changed: boolean;
  readonly incident: { readonly status: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

async function resolve(ids: readonly string[]) {
  const house = await open({ ANONYMOUS_SCOPES: ALL_SCOPES, CALLER_RATE_LIMIT: '0' });
  const input = { incidents: ids.map((pagerDutyId) => ({ pagerDutyId })), actor: sandbox().pagerduty.from };
  const { data } = await post(`${house.url}/graphql`, JSON.stringify({ query: RESOLVE, variables: { input } }));
  const { results } = (data ?? {})['resolveIncidents'] as { results: readonly BulkResult[] };
  const sorts = new Set(
    results.map(({ changed, incident, userErrors: [first] }) => [changed, incident?.status, first?.code].join()),
  );
  return { calls: house.calls().length, sorts: [...sorts].toSorted() };
}

const numberedIds = (prefix: string) =>
  Array.from({ length: COUNT }, (_, index) => `${prefix}${String(index + 1).padStart(3, '0')}`);

describe('a bulk mutation needs about one call per incident at most when', () => {
  test('all of them have been resolved for longer than others', async () => {
    expect((await resolve(numberedIds('PINC'))).sorts).toContain('true,RESOLVED,');
    const { calls, sorts } = await resolve(numberedIds('PINC'));
    expect(sorts).toEqual(['false,RESOLVED,']);
    expect(calls).toBeLessThanOrEqual(COUNT + EXTRA_CALLS);
  });

  test('none of them exists', async () => {
    const { calls, sorts } = await resolve(numberedIds('PNOT'));
    expect(sorts).toEqual(['false,,NOT_FOUND']);
    expect(calls).toBeLessThanOrEqual(COUNT + EXTRA_CALLS);
  });
});
