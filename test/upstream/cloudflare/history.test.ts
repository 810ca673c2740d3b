import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MockAgent } from 'undici';
import { type CloudflareClient, createCloudflareClient } from '../../../src/upstream/cloudflare/client.js';

const ORIGIN = 'https://cloudflare.example';
const ACCOUNT = '023e105f4ecef8ad9ca31a8372d0c353';
const SENT = {
  id: 'f174e90a',
  alert_body: { data: 1 },
  mechanism_type: 'pagerduty',
  sent: '2026-01-01T10:00:00.000000Z',
};

let agent: MockAgent;
let sentPaths: string[];

beforeEach(() => {
  agent = new MockAgent();
  agent.disableNetConnect();
  sentPaths = [];
});

afterEach(async () => {
  agent.assertNoPendingInterceptors();
  await agent.close();
});

function clientWithResponse(body: object): CloudflareClient {
  agent
    .get(ORIGIN)
    .intercept({ path: () => true, method: 'GET' })
    .reply(({ path }) => {
      sentPaths.push(path);
      return { statusCode: 200, data: JSON.stringify({ success: true, errors: [], messages: [], ...body }) };
    });
  return createCloudflareClient({
    account: { baseUrl: `${ORIGIN}/client/v4`, accountId: ACCOUNT, apiToken: 'cf-token' },
    dispatcher: agent,
    deadlineMs: 5000,
    tryTimeoutMs: 5000,
  });
}

describe('the history of notifications', () => {
  it('is requested by page number and window', async () => {
    await clientWithResponse({ result: [] }).listHistory({ page: 2, perPage: 25 });
    await clientWithResponse({ result: [] }).listHistory({
      page: 1,
      perPage: 1000,
      since: '2026-01-01T00:00:00+01:00',
      before: '2026-02-01T00:00:00Z',
    });
    const path = `/client/v4/accounts/${ACCOUNT}/alerting/v3/history`;
    expect(sentPaths).toEqual([
      `${path}?page=2&per_page=25`,
      `${path}?page=1&per_page=1000&since=2026-01-01T00%3A00%3A00%2B01%3A00&before=2026-02-01T00%3A00%3A00Z`,
    ]);
  });

  it.each<[string, object, object]>([
    ['the total when it is sent', { result: [SENT], result_info: { total_count: 41 } }, { items: [SENT], total: 41 }],
    ['no total otherwise', { result: [SENT], result_info: { count: 1, page: 1 } }, { items: [SENT], total: null }],
    ['no total without result_info', { result: [SENT], result_info: null }, { items: [SENT], total: null }],
    [
      'no total that contradicts its entries',
      { result: [SENT], result_info: { total_count: 0 } },
      { items: [SENT], total: null },
    ],
    ['nothing for null', { result: null }, { items: [], total: null }],
  ])('returns %s', async (_, body, page) => {
    expect(await clientWithResponse(body).listHistory({ page: 1, perPage: 25 })).toEqual(page);
  });

  it.each([{ result: {} }, { result: [{ name: 'no id' }] }])('is unreadable with %j', async (body) => {
    await expect(clientWithResponse(body).listHistory({ page: 1, perPage: 25 })).rejects.toMatchObject({
      code: 'UPSTREAM_BAD_RESPONSE',
    });
  });
});
