import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request as ask } from 'undici';
import type { Exchange } from '../../src/sandbox/faults/fault-kinds.js';

/** One request to the proxy with its response. */
export interface ProxiedExchange extends Exchange {
  /** Lets the upstream process the request; its response is discarded. */
  forward(): Promise<void>;
}

/** What the proxy does instead of returning the response. */
export type FaultAction = (arrival: ProxiedExchange) => unknown;

export interface ProxiedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
}

/** A separate route through the proxy, so that one gateway can have many accounts at one upstream. */
export interface ProxyRoute {
  readonly url: string;
  /** All requests, broken or not. */
  readonly requests: readonly ProxiedRequest[];
  /** Breaks the next requests that `matches` accepts and forwards all others. */
  injectFault(deed: FaultAction, hits: (call: ProxiedRequest) => boolean, times?: number): void;
}

export interface FaultProxy {
  route(name: string): ProxyRoute;
  close(): Promise<void>;
}

interface RouteState {
  readonly requests: ProxiedRequest[];
  readonly faults: { action: FaultAction; matches: (call: ProxiedRequest) => boolean; remaining: number }[];
}

/** A proxy with real sockets between the gateway and an upstream. */
export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const agent = new Agent();
  const routes = new Map<string, RouteState>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const [, name = '', path = ''] = /^\/([^/]*)(.*)$/.exec(request.url ?? '') ?? [];
    const forward = () => forwardTo(new URL(path, upstream), request, body, agent);
    const lane = routes.get(name);
    const call = { method: request.method ?? '', path };
    lane?.requests.push(call);
    const order = lane?.faults.find(({ matches, remaining }) => remaining > 0 && matches(call));
    if (!order) {
      const { status, headers, text } = await forward();
      response.writeHead(status, headers).end(text);
      return;
    }
    order.remaining -= 1;
    response.sendDate = false; // the upstream's clock is that of the sandbox
    await order.action({ request, response, forward: async () => void (await forward()) });
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    route(name) {
      const lane: RouteState = { requests: [], faults: [] };
      routes.set(name, lane);
      return {
        url: `http://127.0.0.1:${port}/${name}`,
        requests: lane.requests,
        injectFault: (deed, hits, times = Infinity) =>
          void lane.faults.push({ action: deed, matches: hits, remaining: times }),
      };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await Promise.all([once(server, 'close'), agent.destroy()]);
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Headers of one connection, and those for encodings that only the gateway accepts. */
const HOP_BY_HOP_HEADERS = [
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'accept-encoding',
];

function withoutHopHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP_HEADERS.includes(name)));
}

async function forwardTo(url: URL, request: IncomingMessage, body: Buffer, dispatcher: Agent) {
  const method = request.method as 'GET' | 'POST' | 'PUT' | 'DELETE';
  const options = {
    dispatcher,
    method,
    headers: withoutHopHeaders(request.headers),
    body: body.length > 0 ? body : null,
  };
  const response = await ask(url, options);
  return {
    status: response.statusCode,
    headers: withoutHopHeaders(response.headers),
    text: await response.body.text(),
  };
}
