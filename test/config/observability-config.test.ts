import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/config/config-error.js';
import { readConfig } from '../../src/config/read-config.js';

describe('metrics', () => {
  test('are off without a port', () => {
    expect(readConfig({ METRICS_HOST: '0.0.0.0' }).metrics).toBeUndefined();
  });

  test('are on loopback by default', () => {
    expect(readConfig({ METRICS_PORT: '9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464 });
  });
});

describe('traces', () => {
  test('are off without a collector', () => {
    expect(readConfig({ OTEL_TRACES_SAMPLER_ARG: '1' }).traces).toBeUndefined();
  });

  test('are recorded for one new trace in ten by default', () => {
    const endpoint = 'http://collector:4318';
    expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }).traces).toEqual({
      endpoint,
      sampleRatio: 0.1,
      serviceName: 'pagergraph',
    });
  });

  test.each(['0', '1', '1.0', '0.25', '.5'])('may be sampled at %s', (ratio) => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example', OTEL_TRACES_SAMPLER_ARG: ratio };
    expect(readConfig(env).traces?.sampleRatio).toBe(Number(ratio));
  });
});

test.each([
  ['METRICS_PORT', '65536'],
  ['METRICS_HOST', 'http://127.0.0.1'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'https://user:secret@collector.example'],
  ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
  ['OTEL_TRACES_SAMPLER_ARG', '-1'],
  ['OTEL_TRACES_SAMPLER_ARG', '10%'],
])('%s=%s is refused', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
});
