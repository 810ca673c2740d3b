import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { later } from '../deferred.js';
import { column } from '../sandbox/harness.js';
import { badDay, type Account, type BadDay } from './harness.js';
import type { Arrival, Arrived } from './fault-proxy.js';

/** Long enough that nothing here ends by itself. */
const PATIENCE = { deadlineMs: 60_000, tryTimeoutMs: 60_000 };

const READ = `query ($account: String) { incident(account: $account, by: { number: 1260 }) { number } }`;
const BOTH = `query ($account: String) {
  shared: incident(account: $account, by: { number: 1260 }) { number }
  other: incident(account: $account, by: { number: 1259 }) { number }
}`;
const TRIGGER = `mutation ($account: String, $title: String!) {
  triggerIncident(input: { account: $account, service: { pagerDutyId: "PSVC001" }, title: $title }) { created }
}`;

let day: BadDay;
let account: Account;
let url: string;
beforeAll(async () => {
  day = await badDay(10, PATIENCE);
  ({ url } = await day.gateway.start());
});
beforeEach(() => {
  account = day.account();
});
afterAll(() => day.end());

function ask(query: string, variables: object = {}, signal: AbortSignal | null = null): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { account: account.key, ...variables } }),
    signal,
  });
}

/** The next request that `hits` finds waits to be answered. */
function held(hits: (call: Arrived) => boolean): Promise<Arrival> {
  const arrival = later<Arrival>();
  account.pagerduty.inject(arrival.resolve, hits, 1);
  return arrival.promise;
}

const isRead = ({ method }: Arrived) => method === 'GET';
const isWrite = ({ method }: Arrived) => method === 'POST';

async function titles(): Promise<readonly string[]> {
  const { json } = await day.stage.pagerduty('/incidents?date_range=all&limit=100&sort_by=created_at:desc');
  return column(json['incidents'], 'title');
}

describe('a caller who hangs up', () => {
  test('ends the read upstream', async () => {
    const caller = new AbortController();
    const arrival = held(isRead);
    const answer = ask(READ, {}, caller.signal);
    const ended = once((await arrival).response, 'close');
    caller.abort();
    await expect(answer).rejects.toThrow();
    await ended;
    expect(account.pagerduty.arrived).toHaveLength(1);
  });

  test('does not end a write, nor the look-up after it', async () => {
    const caller = new AbortController();
    const create = held(isWrite);
    const look = held(isRead);
    const answer = ask(TRIGGER, { title: 'Nobody waits' }, caller.signal);
    const { response } = await create;
    caller.abort();
    await expect(answer).rejects.toThrow();
    response.writeHead(503).end();
    const second = held(isWrite);
    (await look).response.end('{"incidents":[],"more":false}');
    await (await second).apply();
    expect(await titles()).toContain('Nobody waits');
  });

  test('does not end a read that somebody else waits for', async () => {
    const caller = new AbortController();
    const shared = held(({ path }) => path.startsWith('/incidents/1260'));
    const left = ask(READ, {}, caller.signal);
    const { response } = await shared;
    const other = held(({ path }) => path.startsWith('/incidents/1259'));
    const answer = ask(BOTH);
    const { json } = await day.stage.pagerduty('/incidents/1260');
    (await other).response.writeHead(404).end(); // so the second caller waits for the first one's read by now
    caller.abort();
    await expect(left).rejects.toThrow();
    response.end(JSON.stringify(json));
    expect(await (await answer).json()).toEqual({ data: { shared: { number: 1260 }, other: null } });
    expect(account.pagerduty.arrived).toHaveLength(2);
  });
});
