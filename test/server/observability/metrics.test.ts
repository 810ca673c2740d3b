import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { bearer, liveGateways, WAYS } from '../harness.js';
import { METRICS, metricsUrl, scrape, sumOf } from './scrape.js';

const gateways = liveGateways();

const SERVICES = 'query Services { services(first: 2) { nodes { id } } }';
const INCIDENTS = 'query Incidents { incidents(first: 2) { nodes { id } } }';

describe('the metrics', () => {
  test.each(Object.entries(WAYS))('count %s by name, kind, outcome and code', async (_way, toQuery) => {
    const gateway = await gateways.open(METRICS);
    await gateway.run(toQuery(INCIDENTS));
    await gateway.run(toQuery('query Refused { incidents(first: 1000) { nodes { id } } }'));
    const samples = await scrape(gateway);
    const name = 'graphql_operations_total';
    const query = { graphql_operation_type: 'query' };
    expect(sumOf(samples, name, { ...query, graphql_operation_name: 'Incidents', outcome: 'answered' })).toBe(1);
    const refused = { ...query, graphql_operation_name: 'Refused', outcome: 'failed', error_type: 'BAD_USER_INPUT' };
    expect(sumOf(samples, name, refused)).toBe(1);
    expect(sumOf(samples, 'graphql_operation_duration_seconds_count', query)).toBe(2);
  });

  test('count a document that cannot be parsed without its text', async () => {
    const gateway = await gateways.open(METRICS);
    await gateway.run('query Secret { incidents(');
    const samples = await scrape(gateway);
    const labels = { graphql_operation_name: '', graphql_operation_type: '', error_type: 'GRAPHQL_PARSE_FAILED' };
    expect(sumOf(samples, 'graphql_operations_total', labels)).toBe(1);
  });

  test('name the first 50 operations, and all later ones `other`', async () => {
    const gateway = await gateways.open(METRICS);
    const names = Array.from({ length: 60 }, (_, index) => `Name${index}`);
    for (const name of names) await gateway.run(`query ${name} { viewer { name } }`);
    await gateway.run('query Name0 { viewer { name } }');
    const samples = await scrape(gateway);
    const count = (name: string) => sumOf(samples, 'graphql_operations_total', { graphql_operation_name: name });
    expect([count('Name0'), count('Name49'), count('Name50'), count('other')]).toEqual([2, 1, 0, 10]);
  });

  test('count upstream calls by endpoint, status and failure, and their retries', async () => {
    const gateway = await gateways.open(METRICS);
    await gateway.run(INCIDENTS);
    gateways.sandbox().control.pagerduty.faults.add({ kind: '500', times: 3 });
    await gateway.run('{ incidents(first: 3) { nodes { id } } }');
    const samples = await scrape(gateway);
    const labels = { upstream: 'pagerduty', endpoint: 'listIncidents' };
    const calls = (status: string, errorType: string) =>
      sumOf(samples, 'pagergraph_upstream_calls_total', {
        ...labels,
        http_response_status_code: status,
        error_type: errorType,
      });
    expect([calls('200', ''), calls('500', '500')]).toEqual([1, 1]);
    expect(sumOf(samples, 'pagergraph_upstream_retries_total', labels)).toBe(2);
    expect(sumOf(samples, 'pagergraph_upstream_call_duration_seconds_count', labels)).toBe(2);
  });

  test('show that the circuit breaker pauses the calls to a host', async () => {
    const gateway = await gateways.open(METRICS);
    const host = new URL(gateways.sandbox().pagerduty.baseUrl).host;
    const isPaused = async () =>
      sumOf(await scrape(gateway), 'pagergraph_upstream_paused', { upstream: 'pagerduty', server_address: host });
    expect(await isPaused()).toBe(0);
    gateways.sandbox().control.pagerduty.faults.add({ kind: 'down' });
    const firsts = Array.from({ length: 25 }, (_, index) => index + 1);
    await Promise.all(firsts.map((first) => gateway.run(`{ incidents(first: ${first}) { nodes { id } } }`)));
    expect(await isPaused()).toBe(1);
  });

  test('show the quota that an upstream reported', async () => {
    const gateway = await gateways.open(METRICS);
    await gateway.run(INCIDENTS);
    const samples = await scrape(gateway);
    const labels = { upstream: 'pagerduty', account: 'main' };
    const limit = sumOf(samples, 'pagergraph_upstream_quota_limit', labels);
    expect(limit).toBeGreaterThan(0);
    expect(sumOf(samples, 'pagergraph_upstream_quota_remaining', labels)).toBe(limit - 1);
  });

  test('count the hits of the reference cache', async () => {
    const gateway = await gateways.open(METRICS);
    await gateway.run(SERVICES);
    await gateway.run(SERVICES);
    const samples = await scrape(gateway);
    const count = (result: string) =>
      sumOf(samples, 'pagergraph_reference_cache_requests_total', { kind: 'services', result });
    expect([count('miss'), count('hit')]).toEqual([1, 1]);
  });

  test('count wrong credentials and refusals of the rate limit', async () => {
    const gateway = await gateways.open({ ...METRICS, CALLER_RATE_LIMIT: '1' });
    await gateway.run(INCIDENTS, bearer('wrong'));
    await gateway.run(INCIDENTS);
    await gateway.run(INCIDENTS);
    const samples = await scrape(gateway);
    const count = (code: string) => sumOf(samples, 'pagergraph_rejected_requests_total', { error_type: code });
    expect([count('UNAUTHENTICATED'), count('RATE_LIMITED')]).toEqual([1, 1]);
  });

  test('contain no secret and no variable', async () => {
    const gateway = await gateways.open(METRICS);
    await gateway.run('query ($id: ID!) { incident(id: $id) { id } }', {}, { id: 'sesame' });
    const text = await (await fetch(metricsUrl(gateway))).text();
    expect(text).not.toContain('sesame');
    expect(text).not.toContain(gateways.sandbox().pagerduty.apiToken);
  });
});

describe('the port of the metrics', () => {
  test('serves nothing but the metrics, and the port of the API does not serve them', async () => {
    const gateway = await gateways.open(METRICS);
    expect((await fetch(metricsUrl(gateway).replace('/metrics', '/graphql'))).status).toBe(404);
    expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404);
  });

  test('that is in use is logged with what to do, and the gateway serves', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const gateway = await gateways.open({ ...METRICS, METRICS_PORT: String(port) });
    other.close();
    expect((await gateway.run(INCIDENTS)).errors).toEqual([]);
    expect(gateway.log).toContainEqual({
      level: 'warn',
      details: { reason: `Port ${port} on 127.0.0.1 is already in use. Set METRICS_PORT to a free port.` },
      message: 'Metrics are not served',
    });
  });
});
