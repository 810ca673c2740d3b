// The same gateway with the duties of pagergraph, each by the plugin or option that is made for it: an API key, limits on
// depth and cost, timeouts, retries, one log line per operation, and no secret in a log line or an error.
import bearerAuth from '@fastify/bearer-auth';
import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { fastify, LogController } from 'fastify';
import mercurius from 'mercurius';
import mercuriusLogging from 'mercurius-logging';
import { interceptors } from 'undici';
import { createMercuriusOptions } from './mercurius-options.mjs';
import { createUndiciClient } from './undici-client.mjs';

const { PORT, BENCH_API_KEY, PAGERDUTY_API_TOKEN, CLOUDFLARE_API_TOKEN } = process.env;

/** pagergraph's defaults. */
const ATTEMPT_TIMEOUT_MS = 4_000;
const MAX_RETRIES = 2;
const MAX_DEPTH = 10;
const MAX_COST = 5_000;
const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;
const REQUEST_TIMEOUT_MS = 15_000;

const SECRETS = [PAGERDUTY_API_TOKEN, CLOUDFLARE_API_TOKEN];
const redact = (text) => SECRETS.reduce((redacted, secret) => redacted.replaceAll(secret, '[redacted]'), text);

function formatErrors(execution, context) {
  const { statusCode, response } = mercurius.defaultErrorFormatter(execution, context);
  return { statusCode, response: JSON.parse(redact(JSON.stringify(response))) };
}

const client = createUndiciClient(
  { headersTimeout: ATTEMPT_TIMEOUT_MS, bodyTimeout: ATTEMPT_TIMEOUT_MS, maxResponseSize: MAX_RESPONSE_BYTES },
  [interceptors.retry({ maxRetries: MAX_RETRIES, methods: ['GET', 'PUT'] })],
);
const app = fastify({
  logger: { redact: ['req.headers.authorization'] },
  logController: new LogController({ disableRequestLogging: true }),
  requestTimeout: REQUEST_TIMEOUT_MS,
});
await app.register(bearerAuth, { keys: new Set([BENCH_API_KEY]) });
await app.register(mercurius, {
  ...createMercuriusOptions(client),
  queryDepth: MAX_DEPTH,
  validationRules: [costLimitRule({ maxCost: MAX_COST })],
  errorFormatter: formatErrors,
});
await app.register(mercuriusLogging);
await app.listen({ host: '127.0.0.1', port: Number(PORT) });
