import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from './harness.js';

/** A webhook as it arrived. */
export interface ReceivedWebhook {
  /** Names and values in turn, as they were sent. */
  readonly rawHeaders: readonly string[];
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly event: Json;
  readonly type: string;
}

/** A receiver of webhooks on loopback. */
export interface WebhookReceiver {
  readonly url: string;
  readonly received: readonly ReceivedWebhook[];
  /** The next responses, in order; later ones are 202. `hang` never responds, `reset` ends the connection. */
  respond(...responses: readonly (number | 'hang' | 'reset')[]): void;
  /** Resolves with all webhooks as soon as `count` arrived. */
  waitFor(count: number): Promise<readonly ReceivedWebhook[]>;
  types(): readonly string[];
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const responses: (number | 'hang' | 'reset')[] = [];
  const arrivals = new EventTarget();
  const server = createServer((request, response) => {
    void readWebhook(request).then((webhook) => {
      received.push(webhook);
      sendResponse(request, response, responses.shift() ?? 202);
      arrivals.dispatchEvent(new Event('arrival'));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    respond: (...next) => void responses.push(...next),
    waitFor: async (count) => {
      while (received.length < count) await once(arrivals, 'arrival');
      return received;
    },
    types: () => received.map(({ type }) => type),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readWebhook(request: IncomingMessage): Promise<ReceivedWebhook> {
  const body = Buffer.concat(await request.toArray()).toString();
  const { event } = JSON.parse(body) as { event: Json };
  const headers = request.headers as Record<string, string>;
  return { rawHeaders: request.rawHeaders, headers, body, event, type: event['event_type'] as unknown as string };
}

function sendResponse(request: IncomingMessage, response: ServerResponse, next: number | 'hang' | 'reset'): void {
  if (next === 'reset') request.socket.resetAndDestroy();
  else if (next !== 'hang') response.writeHead(next, next === 302 ? { location: '/elsewhere' } : {}).end();
}

/** Whether one of the signatures is that of the secret, as a receiver checks it. */
export function isSignedWith(secret: string, header: string | undefined, body: string): boolean {
  const expected = `v1=${createHmac('sha256', secret).update(body).digest('hex')}`;
  return (header ?? '').split(',').some((part) => part.trim() === expected);
}
