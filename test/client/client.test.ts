import { describe, expect, test } from '@jest/globals';
import { createClient, createRequest, eachNode, resultOf, type TypedDocument } from '../../src/client/client.js';
import { clientWithResponses } from './client-with-responses.js';

const input = { service: { pagerDutyId: 'PSVC001' }, title: 'Booking API answers 500' };

describe('a call', () => {
  const response = { body: { data: { incident: null } } };

  test('sends the operation, its variables, the token and the headers', async () => {
    const { api, calls } = clientWithResponses([response], { token: 'pg_test', headers: { 'x-request-id': 'r-1' } });
    await api.getIncident({ by: { number: 1257 } });
    expect(calls).toMatchObject([
      {
        url: 'https://pagers.example.com/graphql',
        headers: { authorization: 'Bearer pg_test', 'x-request-id': 'r-1', 'content-type': 'application/json' },
        body: { query: expect.stringMatching(/^query GetIncident\(/), variables: { by: { number: 1257 } } },
      },
    ]);
  });

  test('sends no credentials without a token', async () => {
    const { api, calls } = clientWithResponses([response]);
    await api.getIncident({ by: { number: 1257 } });
    expect(calls[0]?.headers).not.toHaveProperty('authorization');
  });

  test('requests an expiring token for each call', async () => {
    const tokens = ['first', 'second'];
    const { api, calls } = clientWithResponses([response, response], { token: async () => tokens.shift() ?? '' });
    await api.getIncident({ by: { number: 1257 } });
    await api.getIncident({ by: { number: 1257 } });
    expect(calls.map(({ headers }) => headers['authorization'])).toEqual(['Bearer first', 'Bearer second']);
  });

  test('returns the value of the root field, or null for a missing object', async () => {
    expect(await clientWithResponses([response]).api.getIncident({ by: { number: 1 } })).toBeNull();
  });

  test('returns all root fields of an operation with several', async () => {
    const data = { incidents: { nodes: [] }, cloudflareAccount: null };
    expect(await clientWithResponses([{ body: { data } }]).api.overview()).toEqual(data);
  });
});

test('a client without a URL is not created', () => {
  expect(() => createClient({ url: '' })).toThrow(TypeError);
});

describe('a custom document', () => {
  test('has its own types', async () => {
    class Text<Data, Variables> extends String implements TypedDocument<Data, Variables> {
      readonly __apiType?: (variables: Variables) => Data;
    }
    const document = new Text<{ viewer: { name: string } }, Record<string, never>>('{ viewer { name } }');
    const response = Response.json({ data: { viewer: { name: 'web' } } });
    const request = createRequest({ url: 'https://pagers.example.com/graphql', fetch: async () => response });
    const { viewer } = await request(document);
    expect(viewer.name).toBe('web');
  });
});

describe('a payload', () => {
  const payload = { created: true, incident: { number: 7 }, userErrors: [] as { code: string }[] };

  test('without user errors is a result with `ok`', () => {
    expect(resultOf(payload)).toEqual({ ok: true, created: true, incident: { number: 7 } });
  });

  test('with user errors is a result without `ok` that has the errors', () => {
    const result = resultOf({ ...payload, created: null, userErrors: [{ code: 'ACTOR_REQUIRED' }] });
    expect(result).toEqual({ ok: false, created: null, incident: { number: 7 }, errors: [{ code: 'ACTOR_REQUIRED' }] });
    if (!result.ok) expect(result.errors[0]?.code).toBe('ACTOR_REQUIRED');
  });
});

const page = (numbers: readonly number[], hasNextPage: boolean, endCursor: string | null) => ({
  body: {
    data: { incidents: { nodes: numbers.map((number) => ({ number })), pageInfo: { hasNextPage, endCursor } } },
  },
});

async function readNumbers({ api }: ReturnType<typeof clientWithResponses>, atMost = Number.POSITIVE_INFINITY) {
  const numbers: number[] = [];
  for await (const { number } of eachNode(api.listIncidents, { first: 2 })) {
    numbers.push(number);
    if (numbers.length === atMost) break;
  }
  return numbers;
}

describe('a list', () => {
  test('is paginated to its end', async () => {
    const stage = clientWithResponses([page([1, 2], true, 'c2'), page([3], false, 'c3')]);
    expect(await readNumbers(stage)).toEqual([1, 2, 3]);
    expect(stage.calls.map(({ body }) => body.variables)).toEqual([{ first: 2 }, { first: 2, after: 'c2' }]);
  });

  test('is not read beyond the page where the caller stops', async () => {
    const stage = clientWithResponses([page([1, 2], true, 'c2')]);
    expect(await readNumbers(stage, 2)).toEqual([1, 2]);
    expect(stage.calls).toHaveLength(1);
  });

  test.each([null, 'c2'])('ends when a cursor does not advance (%p)', async (cursor) => {
    const pages = [page([1, 2], true, 'c2'), page([3], true, cursor)];
    expect(await readNumbers(clientWithResponses(pages))).toEqual([1, 2, 3]);
  });
});

describe('the types', () => {
  test('reject what the schema does not have', () => {
    const { api } = clientWithResponses([]);
    const wrong = [
      // @ts-expect-error -- the title is missing
      () => api.triggerIncident({ input: { service: input.service } }),
      // @ts-expect-error -- two references instead of one
      () => api.getIncident({ by: { number: 1, id: 'x' } }),
      // @ts-expect-error -- `by` is missing
      () => api.getIncident(),
      // @ts-expect-error -- `first` must be a number
      () => eachNode(api.listIncidents, { first: '2' }),
    ];
    expect(wrong).toHaveLength(4);
  });
});
