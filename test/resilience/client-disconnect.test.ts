import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deferred } from '../deferred.js';
import { fieldValues } from '../sandbox/harness.js';
import { startResilienceHarness, type ProxiedAccount, type ResilienceHarness } from './harness.js';
import type { ProxiedExchange, ProxiedRequest } from './fault-proxy.js';

/** Long enough that nothing here times out. */
const LONG_TIMEOUTS = { deadlineMs: 60_000, tryTimeoutMs: 60_000 };

const READ = `query ($account: String) { incident(account: $account, by: { number: 1260 }) { number } }`;
const TWO_READS = `query ($account: String) {
  shared: incident(account: $account, by: { number: 1260 }) { number }
  other: incident(account: $account, by: { number: 1259 }) { number }
}`;
const TRIGGER = `mutation ($account: String, $title: String!) {
  triggerIncident(input: { account: $account, service: { pagerDutyId: "PSVC001" }, title: $title }) { created }
}`;

let harness: ResilienceHarness;
let account: ProxiedAccount;
let url: string;
beforeAll(async () => {
  harness = await startResilienceHarness(10, LONG_TIMEOUTS);
  ({ url } = await harness.gateway.start());
});
beforeEach(() => {
  account = harness.unusedAccount();
});
afterAll(() => harness.stop());

function send(query: string, variables: object = {}, signal: AbortSignal | null = null): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { account: account.key, ...variables } }),
    signal,
  });
}

/** Holds the next request that `matches` accepts. */
function holdRequest(hits: (call: ProxiedRequest) => boolean): Promise<ProxiedExchange> {
  const arrival = deferred<ProxiedExchange>();
  account.pagerduty.injectFault(arrival.resolve, hits, 1);
  return arrival.promise;
}

const isRead = ({ method }: ProxiedRequest) => method === 'GET';
const isWrite = ({ method }: ProxiedRequest) => method === 'POST';

async function incidentTitles(): Promise<readonly string[]> {
  const { json } = await harness.testSandbox.pagerduty('/incidents?date_range=all&limit=100&sort_by=created_at:desc');
  return fieldValues(json['incidents'], 'title');
}

describe('a caller who disconnects', () => {
  test('aborts the upstream read', async () => {
    const caller = new AbortController();
    const arrival = holdRequest(isRead);
    const result = send(READ, {}, caller.signal);
    const ended = once((await arrival).response, 'close');
    caller.abort();
    await expect(result).rejects.toThrow();
    await ended;
    expect(account.pagerduty.requests).toHaveLength(1);
  });

  test('aborts neither a write nor the lookup after it', async () => {
    const caller = new AbortController();
    const create = holdRequest(isWrite);
    const look = holdRequest(isRead);
    const result = send(TRIGGER, { title: 'Nobody waits' }, caller.signal);
    const { response } = await create;
    caller.abort();
    await expect(result).rejects.toThrow();
    response.writeHead(503).end();
    const second = holdRequest(isWrite);
    (await look).response.end('{"incidents":[],"more":false}');
    await (await second).forward();
    expect(await incidentTitles()).toContain('Nobody waits');
  });

  test('does not abort a read that another caller waits for', async () => {
    const caller = new AbortController();
    const shared = holdRequest(({ path }) => path.startsWith('/incidents/1260'));
    const left = send(READ, {}, caller.signal);
    const { response } = await shared;
    const other = holdRequest(({ path }) => path.startsWith('/incidents/1259'));
    const result = send(TWO_READS);
    const { json } = await harness.testSandbox.pagerduty('/incidents/1260');
    (await other).response.writeHead(404).end(); // by now the second caller waits for the read of the first
    caller.abort();
    await expect(left).rejects.toThrow();
    response.end(JSON.stringify(json));
    expect(await (await result).json()).toEqual({ data: { shared: { number: 1260 }, other: null } });
    expect(account.pagerduty.requests).toHaveLength(2);
  });
});
