import { createHmac } from 'node:crypto';
import { request, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { readConfig } from '../../../src/config/read-config.js';
import type { WebhookEvent } from '../../../src/feed/incident-feed.js';
import { registerCors } from '../../../src/server/http/cors.js';
import { createHttpServer, listen, registerRequestChecks } from '../../../src/server/http/http-server.js';
import { registerWebhookRoute } from '../../../src/server/webhooks/webhook-route.js';
import { createMemoryStore } from '../../../src/store/memory/memory-store.js';
import { recordingLog, type LogLine } from '../test-gateway.js';

export interface WebhookResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface SentWebhook {
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly account?: string;
  readonly method?: string;
}

export interface WebhookServer {
  readonly app: FastifyInstance;
  readonly url: string;
  readonly log: readonly LogLine[];
  /** The events of each account, in the order of their arrival. */
  readonly received: ReadonlyMap<string, readonly WebhookEvent[]>;
  send(webhook: SentWebhook): Promise<WebhookResponse>;
}

/** A server on loopback with the webhook route alone. */
export async function startWebhookServer(
  secrets: Readonly<Record<string, readonly string[]>>,
  env: Record<string, string> = {},
): Promise<WebhookServer> {
  const config = readConfig(env);
  const { log, lines } = recordingLog();
  const app = createHttpServer(config, log);
  await registerCors(app, config);
  registerRequestChecks(app, config);
  const received = new Map(Object.keys(secrets).map((account): [string, WebhookEvent[]] => [account, []]));
  const getFeed = (account: string) => ({
    receive: (event: WebhookEvent) => (received.get(account)?.push(event) ?? 0) > 0,
  });
  await registerWebhookRoute(app, {
    accounts: Object.fromEntries(Object.entries(secrets).map(([key, webhookSecrets]) => [key, { webhookSecrets }])),
    getFeed,
    ...createMemoryStore(config),
  });
  const url = await listen(app, { host: '127.0.0.1', port: 0 });
  lines.length = 0;
  return { app, url, log: lines, received, send: (webhook) => sendWebhook(url, webhook) };
}

export function sign(secret: string, body: string | Buffer): string {
  return `v1=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Sends the exact bytes. */
export function sendWebhook(
  url: string,
  { body, headers = {}, account = 'main', method = 'POST' }: SentWebhook,
): Promise<WebhookResponse> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/webhooks/pagerduty/${account}`, {
      method,
      headers: { 'content-length': Buffer.byteLength(body), ...headers },
    });
    sent.on('response', (response) => {
      const { statusCode: status = 0 } = response;
      text(response).then((content) => resolve({ status, headers: response.headers, body: content }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The body of an event about one incident. */
export function webhookBody(event: object = {}): string {
  const data = { id: 'PINC001', type: 'incident' };
  return JSON.stringify({
    event: {
      id: 'EVENT1',
      event_type: 'incident.triggered',
      occurred_at: '2026-03-18T12:00:00Z',
      agent: null,
      data,
      ...event,
    },
  });
}
