import { describe, expect, test } from '@jest/globals';
import { MockAgent } from 'undici';
import { createTransport } from '../../../src/upstream/transport/transport.js';
import { ALL_SCOPES, liveGateways } from '../harness.js';

const { open, sandbox } = liveGateways();

const openAccess = { ANONYMOUS_SCOPES: ALL_SCOPES };

const INCIDENTS = '{ incidents(first: 1) { nodes { id notes { content } } } }';

describe('a request’s id', () => {
  test('is sent with every upstream call of the request, retries included', async () => {
    const { run, calls } = await open(openAccess);
    sandbox().control.pagerduty.addFault({ kind: '503', times: 1 });
    const response = await run(INCIDENTS, { 'x-request-id': 'r-1' });
    expect(response.headers.get('x-request-id')).toBe('r-1');
    expect(calls().length).toBeGreaterThan(2);
    expect(new Set(calls().map(({ requestId }) => requestId))).toEqual(new Set(['r-1']));
  });

  test('is sent with the reads and the write of a mutation', async () => {
    const { run, calls } = await open(openAccess);
    const { data } = await run('{ incidents(first: 1, filter: { statuses: [TRIGGERED] }) { nodes { number } } }');
    const { incidents } = data as { incidents: { nodes: [{ number: number }] } };
    const before = calls().length;
    const document = `mutation { acknowledgeIncident(input: { incident: { number: ${incidents.nodes[0].number} }, actor: "ines.duarte@example.com" }) { changed } }`;
    await run(document, { 'x-request-id': 'r-2' });
    const made = calls().slice(before);
    expect(made.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(made.map(({ requestId }) => requestId)).toEqual(['r-2', 'r-2']);
  });

  test.each(['bad id with spaces', 'x'.repeat(10_000), 'r-é', '../../etc', '{"a":1}'])(
    'is a new one, also upstream, when the caller’s is invalid (%#)',
    async (given) => {
      const { gateway, calls } = await open(openAccess);
      const { headers } = await gateway.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { host: 'localhost', 'x-request-id': given },
        payload: { query: INCIDENTS },
      });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(new Set(calls().map(({ requestId }) => requestId))).toEqual(new Set([headers['x-request-id']]));
    },
  );

  test('does not prevent shared calls: the first caller’s id is sent', async () => {
    const agent = new MockAgent();
    agent.disableNetConnect();
    const ids: unknown[] = [];
    const baseUrl = 'https://upstream.example';
    agent
      .get(baseUrl)
      .intercept({ path: '/things' })
      .reply(200, ({ headers }) => {
        ids.push((headers as Record<string, string>)['x-request-id']);
        return '{}';
      });
    const transport = createTransport({
      dispatcher: agent,
      baseUrl,
      headers: {},
      deadlineMs: 10_000,
      tryTimeoutMs: 5_000,
    });
    const endpoint = {
      name: 'things',
      effect: 'read',
      retry: 'idempotent',
      permission: '',
      notFoundMeaning: 'feature',
    } as const;
    const send = (requestId: string) =>
      transport.send({ endpoint, method: 'GET', path: '/things' }, { requestId, counter: { upstreamCalls: 0 } });
    expect((await Promise.all([send('first'), send('second')])).map(({ status }) => status)).toEqual([200, 200]);
    expect(ids).toEqual(['first']);
    await agent.close();
  });
});
