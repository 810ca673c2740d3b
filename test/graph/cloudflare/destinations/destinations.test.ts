import { describe, expect, test } from '@jest/globals';
import { CLOUDFLARE_ID, mockGateway } from '../../mock-gateway.js';
import { cloudflareError, cloudflareResult } from '../../upstream-responses.js';

const { cloudflare, run } = mockGateway();

const LIST = `query ($first: Int, $after: String) { pagerDutyDestinations(first: $first, after: $after) {
  totalCount nodes { name } pageInfo { hasNextPage hasPreviousPage endCursor }
} }`;

interface Page {
  readonly pagerDutyDestinations: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly name: string | null }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
  };
}

function mockDestinations(...names: readonly (string | null)[]): void {
  const result = names.map((name, n) => ({ id: `d${n}`.padEnd(32, '0'), name }));
  cloudflare.expects('GET', '/destinations/pagerduty').respondsWith(200, cloudflareResult(result));
}

async function readPage(variables: Record<string, unknown>) {
  const { data, errors } = await run<Page>(LIST, variables);
  expect(errors).toBeUndefined();
  const { nodes, totalCount, pageInfo } = data.pagerDutyDestinations;
  return { names: nodes.map(({ name }) => name), totalCount, ...pageInfo };
}

describe('the destinations', () => {
  test('have both ids and their account', async () => {
    const id = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';
    cloudflare.expects('GET', '/destinations/pagerduty').respondsWith(200, cloudflareResult([{ id, name: 'Mail' }]));
    const document = '{ pagerDutyDestinations { nodes { id cloudflareId name account { id key cloudflareId } } } }';
    expect((await run(document)).data).toEqual({
      pagerDutyDestinations: {
        nodes: [
          {
            id: `cloudflare://main/PagerDutyDestination/${id}`,
            cloudflareId: id,
            name: 'Mail',
            account: {
              id: `cloudflare://main/CloudflareAccount/${CLOUDFLARE_ID}`,
              key: 'main',
              cloudflareId: CLOUDFLARE_ID,
            },
          },
        ],
      },
    });
    expect(cloudflare.call().headers).toMatchObject({ authorization: expect.stringMatching(/^Bearer /) });
  });

  test('are sorted by name and paginated, although Cloudflare returns them at once in any order', async () => {
    mockDestinations('Web', 'Data', 'Mail', 'Mail');
    const first = await readPage({ first: 2 });
    expect(first).toMatchObject({ names: ['Data', 'Mail'], totalCount: 4, hasNextPage: true, hasPreviousPage: false });
    mockDestinations('Mail', 'Web', 'Mail', 'Data');
    const second = await readPage({ first: 2, after: first.endCursor });
    expect(second).toMatchObject({ hasNextPage: expect.any(Boolean), hasPreviousPage: true });
    mockDestinations('Web', 'Data', 'Mail', 'Mail');
    expect((await readPage({ first: 2, after: first.endCursor })).names).toEqual(['Mail', 'Web']);
  });

  test('continue after a cursor whose destination was deleted', async () => {
    mockDestinations('Data', 'Mail', 'Web');
    const { endCursor } = await readPage({ first: 2 });
    mockDestinations('Data', 'Web');
    expect(await readPage({ first: 2, after: endCursor })).toMatchObject({ names: ['Web'], hasNextPage: false });
  });

  test('may be an empty list or null', async () => {
    mockDestinations();
    expect(await readPage({})).toMatchObject({ names: [], totalCount: 0, hasNextPage: false, endCursor: null });
    cloudflare.expects('GET', '/destinations/pagerduty').respondsWith(200, cloudflareResult(null));
    expect(await readPage({})).toMatchObject({ names: [], totalCount: 0 });
  });

  test('may lack a name', async () => {
    mockDestinations('Mail', null);
    expect((await readPage({})).names).toEqual([null, 'Mail']);
  });

  test('are paginated whatever the length of their names', async () => {
    const names = ['a', 'b'].map((letter) => 'ä'.repeat(5_000) + letter);
    mockDestinations(...names);
    const first = await readPage({ first: 1 });
    mockDestinations(...names);
    const second = await readPage({ first: 1, after: first.endCursor });
    expect([...first.names, ...second.names]).toEqual(names);
  });

  test('are returned completely when the page size is null', async () => {
    mockDestinations(...Array.from({ length: 50 }, (_, n) => `Service ${n}`));
    expect((await readPage({ first: null })).names).toHaveLength(50);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['a page of 0', { first: 0 }, 'first'],
    ['a page of 101', { first: 101 }, 'first'],
    ['an invalid cursor', { after: 'nonsense' }, 'after'],
  ])('are not requested with %s', async (_, variables, field) => {
    const { data, errors } = await run(LIST, variables);
    expect(data).toEqual({ pagerDutyDestinations: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: [field] } }]);
  });

  test('are found by Cloudflare’s account id', async () => {
    mockDestinations('Mail');
    const document =
      'query ($account: String) { pagerDutyDestinations(account: $account) { nodes { account { key } } } }';
    expect((await run(document, { account: CLOUDFLARE_ID })).data).toEqual({
      pagerDutyDestinations: { nodes: [{ account: { key: 'main' } }] },
    });
  });

  test('are read once per operation', async () => {
    mockDestinations('Mail');
    const document = `{ a: pagerDutyDestinations { totalCount } b: pagerDutyDestinations(first: 1) { nodes { name } }
      cloudflareAccount { pagerDutyDestinations { nodes { name } } } }`;
    expect((await run(document)).data).toEqual({
      a: { totalCount: 1 },
      b: { nodes: [{ name: 'Mail' }] },
      cloudflareAccount: { pagerDutyDestinations: { nodes: [{ name: 'Mail' }] } },
    });
  });
});

describe('the eligibility for PagerDuty', () => {
  const ASK = '{ cloudflareAccount { key pagerDutyEligibility { eligible ready } } }';

  test.each<[string, unknown, object]>([
    ['an object', { eligible: true, ready: true, type: 'pagerduty' }, { eligible: true, ready: true }],
    ['a list', [{ eligible: true, ready: false, type: 'pagerduty' }], { eligible: true, ready: false }],
    ['nothing', undefined, { eligible: false, ready: false }],
  ])('is read from %s', async (_, pagerduty, eligibility) => {
    const map = { email: { eligible: true, ready: true }, pagerduty };
    cloudflare.expects('GET', '/destinations/eligible').respondsWith(200, cloudflareResult(map));
    expect((await run(ASK)).data).toEqual({ cloudflareAccount: { key: 'main', pagerDutyEligibility: eligibility } });
  });

  test('may be unknown while the account is returned', async () => {
    cloudflare
      .expects('GET', '/destinations/eligible')
      .respondsWith(403, cloudflareError(10000, 'Authentication error'));
    const { data, errors } = await run(ASK);
    expect(data).toEqual({ cloudflareAccount: { key: 'main', pagerDutyEligibility: null } });
    expect(errors).toMatchObject([
      { path: ['cloudflareAccount', 'pagerDutyEligibility'], extensions: { code: 'UPSTREAM_UNAUTHENTICATED' } },
    ]);
  });

  test('is not requested for an account that is not configured', async () => {
    expect(await run('{ cloudflareAccount(key: "third") { pagerDutyEligibility { ready } } }')).toEqual({
      status: 200,
      data: { cloudflareAccount: null },
    });
  });
});
