import * as z from 'zod';
import { mustBe } from '../schemas.js';
import { headerNames, host, hostNames, wholeNumber, onOff, origins } from './setting-types.js';

/** Where the gateway listens, and what it does for every request. */
export const serverSettings = {
  HOST: host.default('127.0.0.1').meta({
    description: 'Address to listen on. In live mode, others than loopback require API keys or access tokens.',
  }),
  PORT: wholeNumber(0, 65_535).default(4000).meta({ description: 'Port to listen on; 0 chooses a free one.' }),
  UPSTREAMS: z.enum(['sandbox', 'live'], mustBe('sandbox or live')).optional().meta({
    description: 'Which upstreams are called. Required when `NODE_ENV` is `production`.',
    defaultText: '`live` if a credential is set, else `sandbox`',
  }),
  ALLOWED_ORIGINS: origins.default([]).meta({
    description: 'Web origins whose pages may call the gateway from a browser.',
    defaultText: 'loopback origins in the sandbox, none in live mode',
  }),
  CORS_ALLOWED_HEADERS: headerNames.default([]).meta({
    description: 'Request headers that these pages may send, beside the gateway’s own and the common tracing headers.',
  }),
  ALLOWED_HOSTS: hostNames.default([]).meta({
    description:
      'Host names that callers without credentials may use beside loopback, as in a container or on a remote machine; `.devbox.example` includes all names below it.',
  }),
  TRUST_PROXY: wholeNumber(0, 10).default(0).meta({
    description: 'Number of proxies in front of the gateway whose forwarding headers are trusted.',
  }),
  COMPRESS: onOff.default(true).meta({
    description:
      'Compresses responses of 1 KiB and more (Brotli, gzip) for callers that accept it. `off` behind a proxy that compresses.',
  }),
  INTROSPECTION: onOff.optional().meta({
    description: 'Allows introspection.',
    defaultText: '`on` in the sandbox, `off` in live mode',
  }),
  PLAYGROUND: onOff.optional().meta({
    description: 'Serves the [playground](playground.md) at `/graphql`.',
    defaultText: '`on` in the sandbox, `off` in live mode',
  }),
  BOARD: onOff.optional().meta({
    description: 'Serves the [board](board.md) at `/board`.',
    defaultText: '`on` in the sandbox, `off` in live mode',
  }),
  TRUSTED_DOCUMENTS: z.string().optional().meta({
    description: 'Manifest of operations; with it nothing else runs: [trusted-documents.md](trusted-documents.md).',
    values: 'path of a file',
  }),
  FEDERATION: onOff.default(false).meta({
    description: 'Makes the gateway a subgraph of Apollo Federation 2: [federation.md](federation.md).',
  }),
  SHUTDOWN_DELAY_SECONDS: wholeNumber(0, 60).default(0).meta({
    description:
      'Seconds for which a stopping gateway still accepts requests while `/health/ready` returns 503. Set it behind a balancer, longer than its interval of checks.',
  }),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      mustBe('fatal, error, warn, info, debug, trace or silent'),
    )
    .default('info')
    .meta({ description: 'Lowest level that is logged.' }),
};
