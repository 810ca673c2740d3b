import * as z from 'zod';
import { mustBe, parseHttpUrl } from '../schemas.js';
import { host, ratio, wholeNumber } from './setting-types.js';

const isCollectorUrl = (text: string): boolean => {
  const url = parseHttpUrl(text);
  return url !== undefined && url.username === '' && url.password === '' && !/[?#]/.test(text);
};

/** What the gateway reports beside its log. */
export const observabilitySettings = {
  METRICS_PORT: wholeNumber(0, 65_535).optional().meta({
    description:
      'Port of `/metrics` for Prometheus: [operating.md](operating.md#metrics). 9464 is the customary one; 0 chooses a free one.',
    defaultText: 'no metrics',
  }),
  METRICS_HOST: host.default('127.0.0.1').meta({
    description: 'Address of `METRICS_PORT`. The metrics need no credentials, so let only Prometheus reach it.',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine(isCollectorUrl, mustBe('an http or https URL without credentials, query or fragment'))
    .optional()
    .meta({
      description: 'Collector of traces, which are sent to `/v1/traces` below it: [operating.md](operating.md#traces).',
      defaultText: 'no traces',
    }),
  OTEL_TRACES_SAMPLER_ARG: ratio.default(0.1).meta({
    description: 'Part of the traces that begin here which is recorded. A caller’s `traceparent` decides for its own.',
  }),
  OTEL_SERVICE_NAME: z.string().default('pagergraph').meta({
    description: 'Name of this service in traces.',
    values: 'a string',
  }),
};
