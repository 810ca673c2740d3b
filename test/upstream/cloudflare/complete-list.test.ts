import { describe, expect, test } from '@jest/globals';
import { cloudflareResult } from '../../graph/upstream-responses.js';
import { mockGateway } from '../../graph/mock-gateway.js';

const { cloudflare, run } = mockGateway();

const POLICIES = '{ cloudflareAccount { notificationPolicies { totalCount nodes { cloudflareId } } } }';
const policy = (id: string) => ({ id, name: id });

/** Mocks one page of Cloudflare. */
function mockPage(path: string, page: string | null, ids: readonly string[], info?: object): void {
  cloudflare
    .expects('GET', (sent) => sent.path === path && sent.query.get('page') === page)
    .respondsWith(200, { ...cloudflareResult(ids.map(policy)), ...(info && { result_info: info }) });
}

async function readList(document: string) {
  const { data, errors } = await run<{ cloudflareAccount: { notificationPolicies: unknown } | null }>(document);
  return { policies: data?.cloudflareAccount?.notificationPolicies, code: errors?.[0]?.extensions['code'] };
}

const completeList = (...ids: readonly string[]) => ({
  policies: { totalCount: ids.length, nodes: ids.map((cloudflareId) => ({ cloudflareId })) },
  code: undefined,
});
const badResponse = { policies: null, code: 'UPSTREAM_BAD_RESPONSE' };

describe('the policies of an account', () => {
  test('are one call when nothing announces more pages', async () => {
    mockPage('/policies', null, ['a1', 'a2'], { count: 2, page: 1, per_page: 25, total_pages: 1, total_count: 2 });
    expect(await readList(POLICIES)).toEqual(completeList('a1', 'a2'));
  });

  test.each([{ total_pages: 2 }, { total_count: 3 }, { total_pages: 2, total_count: 3 }])(
    'are read on when Cloudflare sends %j',
    async (info) => {
      mockPage('/policies', null, ['a1', 'a2'], info);
      mockPage('/policies', '2', ['a3'], info);
      expect(await readList(POLICIES)).toEqual(completeList('a1', 'a2', 'a3'));
    },
  );

  test('are an error, never a part of them, when the second page repeats the first', async () => {
    mockPage('/policies', null, ['a1', 'a2'], { total_pages: 2 });
    mockPage('/policies', '2', ['a1', 'a2'], { total_pages: 2 });
    expect(await readList(POLICIES)).toEqual(badResponse);
  });

  test('are an error when the pages do not end', async () => {
    mockPage('/policies', null, ['a1'], { total_pages: 99 });
    for (let page = 2; page <= 10; page += 1) mockPage('/policies', String(page), [`a${page}`], { total_pages: 99 });
    expect(await readList(POLICIES)).toEqual({ policies: null, code: 'BAD_USER_INPUT' });
  });
});

test('destinations are read on too', async () => {
  mockPage('/destinations/pagerduty', null, ['d1'], { total_pages: 2 });
  mockPage('/destinations/pagerduty', '2', ['d2'], { total_pages: 2 });
  const { data } = await run('{ pagerDutyDestinations { nodes { cloudflareId } } }');
  expect(data).toEqual({ pagerDutyDestinations: { nodes: [{ cloudflareId: 'd1' }, { cloudflareId: 'd2' }] } });
});

test.each([{ per_page: 2 }, { total_pages: 2 }])(
  'a truncated page of the history, according to %j, is an error',
  async (info) => {
    mockPage('/history', '1', ['n1', 'n2'], info);
    const { errors } = await run('{ cloudflareAccount { notificationHistory(first: 10) { nodes { id } } } }');
    expect(errors?.[0]?.extensions['code']).toBe('UPSTREAM_BAD_RESPONSE');
  },
);

test('eligibility on several pages is an error', async () => {
  cloudflare
    .expects('GET', '/destinations/eligible')
    .respondsWith(200, { ...cloudflareResult({}), result_info: { page: 1, total_pages: 2 } });
  const { errors } = await run('{ cloudflareAccount { pagerDutyEligibility { eligible } } }');
  expect(errors?.[0]?.extensions['code']).toBe('UPSTREAM_BAD_RESPONSE');
});
