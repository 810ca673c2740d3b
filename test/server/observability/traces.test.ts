import { describe, expect, test } from '@jest/globals';
import { liveGateways, WAYS, type LiveGateway } from '../harness.js';
import { collectors } from './otlp-collector.js';

const gateways = liveGateways();
const openCollector = collectors();

const INCIDENTS = 'query Incidents { incidents(first: 2) { nodes { id } } }';
const ANONYMOUS = { ANONYMOUS_SCOPES: 'INCIDENTS_READ' };
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const SAMPLED = { traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-01` };
const NOT_SAMPLED = { traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-00` };

const traceHeaders = ({ calls }: LiveGateway) =>
  calls().map(({ traceparent, tracestate }) => ({ traceparent, tracestate }));
const loggedTraceId = ({ log }: LiveGateway) =>
  log.map(({ details }) => (details as { traceId?: string }).traceId).find((traceId) => traceId !== undefined);

describe('without a collector', () => {
  test.each(Object.entries(WAYS))(
    'the trace of %s goes unchanged to the upstream, and its id to the log',
    async (_way, toQuery) => {
      const gateway = await gateways.open(ANONYMOUS);
      await gateway.run(toQuery(INCIDENTS), { ...SAMPLED, tracestate: 'vendor=1,other=2' });
      expect(traceHeaders(gateway)).toEqual([{ ...SAMPLED, tracestate: 'vendor=1,other=2' }]);
      expect(loggedTraceId(gateway)).toBe(TRACE_ID);
    },
  );

  test.each([
    ['no header', {}],
    ['an unknown version', { traceparent: `ff-${TRACE_ID}-00f067aa0ba902b7-01` }],
    ['a trace id of zeros', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }],
    ['a span id of zeros', { traceparent: `00-${TRACE_ID}-${'0'.repeat(16)}-01` }],
    ['upper case', { traceparent: SAMPLED.traceparent.toUpperCase() }],
    ['a part too many', { traceparent: `${SAMPLED.traceparent}-00` }],
    ['anything else', { traceparent: 'sesame' }],
  ])('%s begins a new trace without tracestate', async (_case, headers) => {
    const gateway = await gateways.open(ANONYMOUS);
    await gateway.run(INCIDENTS, { ...headers, tracestate: 'vendor=1' });
    const traceparent = expect.stringMatching(new RegExp(`^00-${loggedTraceId(gateway)}-[0-9a-f]{16}-00$`));
    expect(traceHeaders(gateway)).toEqual([{ traceparent }]);
    expect(loggedTraceId(gateway)).not.toBe(TRACE_ID);
  });

  test('a later version is read as version 00', async () => {
    const gateway = await gateways.open(ANONYMOUS);
    await gateway.run(INCIDENTS, { traceparent: `01-${TRACE_ID}-00f067aa0ba902b7-01-what-comes` });
    expect(traceHeaders(gateway)).toEqual([SAMPLED]);
  });

  test.each([
    ['without a value', 'vendor'],
    ['of more than 512 characters', `vendor=${'1'.repeat(506)}`],
    ['of more than 32 members', Array.from({ length: 33 }, (_, index) => `v${index}=1`).join(',')],
  ])('a tracestate %s is dropped', async (_case, tracestate) => {
    const gateway = await gateways.open(ANONYMOUS);
    await gateway.run(INCIDENTS, { ...SAMPLED, tracestate });
    expect(traceHeaders(gateway)).toEqual([SAMPLED]);
  });
});

async function open(settings: Record<string, string> = {}, respond?: Parameters<typeof openCollector>[0]) {
  const collector = await openCollector(respond);
  const env = { ...ANONYMOUS, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...settings };
  return { collector, gateway: await gateways.open(env) };
}

describe('with a collector', () => {
  test.each(Object.entries(WAYS))('%s is one span, and its upstream call a child', async (_way, toQuery) => {
    const { collector, gateway } = await open();
    await gateway.run(toQuery(INCIDENTS), { ...SAMPLED, 'x-request-id': 'r1' });
    await gateway.gateway.stop();
    const [call, operation] = collector.spans;
    expect(collector.spans).toHaveLength(2);
    expect(operation).toMatchObject({
      name: 'query Incidents',
      traceId: TRACE_ID,
      parentSpanId: '00f067aa0ba902b7',
      attributes: {
        'graphql.operation.type': 'query',
        'graphql.operation.name': 'Incidents',
        'pagergraph.request_id': 'r1',
        'pagergraph.operation.outcome': 'answered',
      },
    });
    expect(call).toMatchObject({
      name: 'GET listIncidents',
      traceId: TRACE_ID,
      parentSpanId: operation?.spanId,
      attributes: { 'http.request.method': 'GET', 'http.response.status_code': 200, 'pagergraph.account': 'main' },
    });
    expect(traceHeaders(gateway)).toEqual([{ traceparent: `00-${TRACE_ID}-${call?.spanId}-01` }]);
  });

  test('a failed call has its status, its error and its retries', async () => {
    gateways.sandbox().control.pagerduty.faults.add({ kind: '500', times: 3 });
    const { collector, gateway } = await open();
    await gateway.run(INCIDENTS, SAMPLED);
    await gateway.gateway.stop();
    const [call, operation] = collector.spans;
    expect(call?.attributes).toMatchObject({
      'http.response.status_code': 500,
      'error.type': '500',
      'http.request.resend_count': 2,
    });
    expect(operation?.attributes).toMatchObject({ 'error.type': 'UPSTREAM_UNAVAILABLE' });
  });

  test('the caller decides whether a trace is recorded', async () => {
    const { collector, gateway } = await open({ OTEL_TRACES_SAMPLER_ARG: '1' });
    await gateway.run(INCIDENTS, NOT_SAMPLED);
    await gateway.gateway.stop();
    expect(collector.spans).toEqual([]);
    expect(traceHeaders(gateway)).toEqual([{ traceparent: expect.stringMatching(`^00-${TRACE_ID}-[0-9a-f]{16}-00$`) }]);
  });

  test.each([
    ['1', 2],
    ['0', 0],
  ])('OTEL_TRACES_SAMPLER_ARG=%s decides for a new trace', async (ratio, spans) => {
    const { collector, gateway } = await open({ OTEL_TRACES_SAMPLER_ARG: ratio });
    await gateway.run(INCIDENTS);
    await gateway.gateway.stop();
    expect(collector.spans).toHaveLength(spans);
  });

  test('the spans contain no secret, variable or literal of the document', async () => {
    const { collector, gateway } = await open();
    const query = 'query ($id: ID!) { a: incident(by: { id: $id }) { id } b: incident(by: { id: "PLITERAL" }) { id } }';
    await gateway.run(query, SAMPLED, { id: 'PVARIABLE' });
    await gateway.gateway.stop();
    expect(collector.spans).not.toEqual([]);
    const sent = JSON.stringify(collector.bodies);
    for (const text of ['PVARIABLE', 'PLITERAL', gateways.sandbox().pagerduty.apiToken])
      expect(sent).not.toContain(text);
  });

  test('that refuses connections, no operation fails and a stop is quick', async () => {
    const gateway = await gateways.open({ ...ANONYMOUS, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    expect((await gateway.run(INCIDENTS, SAMPLED)).errors).toEqual([]);
    const startedAt = performance.now();
    await gateway.gateway.stop();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('that never responds, no operation fails and a stop is quick', async () => {
    const { gateway } = await open({}, () => undefined);
    expect((await gateway.run(INCIDENTS, SAMPLED)).errors).toEqual([]);
    const startedAt = performance.now();
    await gateway.gateway.stop();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
