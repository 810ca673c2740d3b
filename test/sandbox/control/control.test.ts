import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FAULT_KINDS, type FaultName } from '../../../src/sandbox/faults/fault-kinds.js';
import { sendRequest, startTestSandbox, type HttpResponse, type RequestOptions, type TestSandbox } from '../harness.js';

let harness: TestSandbox;
beforeEach(async () => {
  harness = await startTestSandbox();
});
afterEach(() => harness.sandbox.stop());

function callControl(path: string, ask?: RequestOptions): Promise<HttpResponse> {
  return sendRequest(`${harness.sandbox.pagerduty.baseUrl}/_sandbox/${path}`, ask, { 'x-sandbox-control': '1' });
}

const FAULT_NAMES = Object.keys(FAULT_KINDS) as FaultName[];

/** The outcome of a list at the socket: no redirect is followed. */
async function listOutcome(upstream: 'pagerduty' | 'cloudflare', timeoutMs = 10_000): Promise<string> {
  const { pagerduty, cloudflare } = harness.sandbox;
  const [url, credential] = {
    pagerduty: [`${pagerduty.baseUrl}/teams`, `Token token=${pagerduty.apiToken}`],
    cloudflare: [
      `${cloudflare.baseUrl}/accounts/${cloudflare.accountId}/alerting/v3/destinations/pagerduty`,
      `Bearer ${cloudflare.apiToken}`,
    ],
  }[upstream] as [string, string];
  const headers = { authorization: credential };
  try {
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return `${response.status} ${await response.text()}`;
  } catch (error) {
    return String(error);
  }
}

const injectFault = (fault: object) => callControl('faults', { body: fault });

describe('injected faults', () => {
  test('a 429 states the wait and applies once', async () => {
    await injectFault({ kind: '429', retryAfterSeconds: 7 });
    const refused = await harness.pagerduty('/teams');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('ratelimit-reset')).toBe('7');
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expect(refused.json).toEqual({ error: { message: 'Rate Limit Exceeded', code: 2020 } });
    expect((await harness.pagerduty('/teams')).status).toBe(200);
  });

  test('a 429 of Cloudflare has retry-after', async () => {
    harness.sandbox.control.cloudflare.addFault({ kind: '429', retryAfterSeconds: 7 });
    const refused = await harness.cloudflare('/policies');
    expect(refused.headers.get('retry-after')).toBe('7');
    expect(refused.json['errors']?.['0']).toMatchObject({ code: 971 });
  });

  test('a bare 429 has no headers and no JSON', async () => {
    await injectFault({ kind: '429-bare' });
    const refused = await harness.pagerduty('/teams');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('ratelimit-reset')).toBeNull();
    expect(refused.json).toBeUndefined();
  });

  test('a 503 is HTML and applies as often as requested', async () => {
    await injectFault({ kind: '503', times: 2 });
    const statuses = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await harness.pagerduty('/teams')).status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  test('a fault applies to its path and method', async () => {
    await injectFault({ kind: '503', path: '/incidents', method: 'POST' });
    expect((await harness.pagerduty('/incidents')).status).toBe(200);
    expect((await harness.pagerduty('/teams')).status).toBe(200);
    expect((await harness.pagerduty('/incidents', { body: {} })).status).toBe(503);
  });

  test('a reset does nothing and cuts the connection; lost does the work and then cuts it', async () => {
    const body = { incident: { title: 'Fog', service: { id: 'PSVC001' } } };
    const total = async () => (await harness.pagerduty('/incidents?date_range=all&total=true')).json['total'];
    await injectFault({ kind: 'reset' });
    await expect(harness.pagerduty('/incidents', { body })).rejects.toThrow('fetch failed');
    expect(await total()).toBe(60);
    await injectFault({ kind: 'lost' });
    await expect(harness.pagerduty('/incidents', { body })).rejects.toThrow('fetch failed');
    expect(await total()).toBe(61);
  });

  test('a lost response can also be a 502 after the work', async () => {
    await injectFault({ kind: 'lost-502', method: 'POST' });
    const body = { incident: { title: 'Fog', service: { id: 'PSVC001' } } };
    expect((await harness.pagerduty('/incidents', { body })).status).toBe(502);
    expect((await harness.pagerduty('/incidents?date_range=all&total=true')).json['total']).toBe(61);
  });

  test.each(FAULT_NAMES)('%s breaks one call to either upstream', async (kind) => {
    for (const upstream of ['pagerduty', 'cloudflare'] as const) {
      const well = await listOutcome(upstream);
      harness.sandbox.control[upstream].addFault({ kind, times: 1 });
      expect(await listOutcome(upstream, 700)).not.toBe(well);
      expect(await listOutcome(upstream)).toBe(well);
    }
  });

  test('down lasts until it is cleared', async () => {
    await injectFault({ kind: 'down' });
    await expect(harness.pagerduty('/teams')).rejects.toThrow('fetch failed');
    await expect(harness.pagerduty('/teams')).rejects.toThrow('fetch failed');
    expect((await callControl('faults', { method: 'DELETE' })).status).toBe(204);
    expect((await harness.pagerduty('/teams')).status).toBe(200);
  });

  test('a hanging call does not delay the stop of the sandbox', async () => {
    await injectFault({ kind: 'hang' });
    const hanging = expect(harness.pagerduty('/teams')).rejects.toThrow('fetch failed');
    while (harness.sandbox.control.pagerduty.calls().length === 0) await new Promise(setImmediate);
    await harness.sandbox.stopPagerDuty();
    await hanging;
    expect((await harness.cloudflare('/policies')).status).toBe(200);
  });

  test('an invalid fault is refused with a reason', async () => {
    const response = await injectFault({ kind: 'flood' });
    expect(response.status).toBe(400);
    expect(response.json['error']).toContain('kind');
  });
});

describe('the recorded calls', () => {
  test('are listed with method and path, including refused and faulty ones, without control routes', async () => {
    await harness.pagerduty('/teams?limit=1');
    await harness.pagerduty('/services', { headers: { authorization: '' } });
    await injectFault({ kind: '503' });
    await harness.pagerduty('/incidents', { body: {} });
    expect((await callControl('calls')).json).toEqual([
      { method: 'GET', path: '/teams?limit=1' },
      { method: 'GET', path: '/services' },
      { method: 'POST', path: '/incidents' },
    ]);
    await callControl('calls', { method: 'DELETE' });
    expect(harness.sandbox.control.pagerduty.calls()).toEqual([]);
  });
});

test('the last 10 000 calls are recorded', async () => {
  const { pagerduty } = harness.sandbox.control;
  for (let count = 0; count < 10_001; count += 1)
    pagerduty.recordCall({ method: 'GET', path: `/teams?limit=${count}` });
  expect(pagerduty.calls().length).toBe(10_000);
  expect(pagerduty.calls()[0]).toEqual({ method: 'GET', path: '/teams?limit=1' });
});

describe('reset and options', () => {
  test('a reset restores the seed and the options and clears the faults', async () => {
    const resolved = { incident: { type: 'incident', status: 'resolved' } };
    await callControl('switches', { body: { repeatedResolve: 'accepted' } });
    await harness.pagerduty('/incidents/PINC060', { method: 'PUT', body: resolved });
    await injectFault({ kind: 'down' });
    expect((await callControl('reset', { method: 'POST' })).status).toBe(204);
    const { json } = await harness.pagerduty('/incidents/PINC060');
    expect(json['incident']).toMatchObject({ status: 'triggered' });
    expect(harness.sandbox.control.pagerduty.switches).toMatchObject({ repeatedResolve: 'refused' });
  });

  test('an unknown option is refused', async () => {
    expect((await callControl('switches', { body: { nulls: true } })).status).toBe(400);
  });
});

describe('a web page', () => {
  test.each([
    ['POST', 'reset'],
    ['DELETE', 'faults'],
    ['DELETE', 'calls'],
  ])('cannot %s %s, because no header of the request needs a preflight', async (method, path) => {
    await injectFault({ kind: 'down' });
    const refused = await callControl(path, {
      method,
      headers: { 'x-sandbox-control': '', origin: 'https://page.example' },
    });
    expect([refused.status, refused.json]).toEqual([
      403,
      { error: 'Send the header "x-sandbox-control: 1", which web pages cannot send.' },
    ]);
    expect(harness.sandbox.control.pagerduty.calls()).toEqual([]);
    await expect(harness.pagerduty('/teams')).rejects.toThrow();
  });

  test('with a host name that resolves to this machine is refused', async () => {
    const { port } = new URL(harness.sandbox.pagerduty.baseUrl);
    const requested = request({
      port,
      host: '127.0.0.1',
      path: '/_sandbox/calls',
      headers: { host: 'page.example' },
    }).end();
    const [response] = (await once(requested, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(421);
  });
});
