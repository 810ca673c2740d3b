import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request as ask } from 'undici';
import type { Exchange } from '../../src/sandbox/faults/fault-kinds.js';

/** One request that arrived, and what can be done with it. */
export interface Arrival extends Exchange {
  /** Has the upstream do what is asked; its answer stays here. */
  apply(): Promise<void>;
}

/** What happens to a request instead of an answer. */
export type Deed = (arrival: Arrival) => unknown;

export interface Arrived {
  readonly method: string;
  /** With its query. */
  readonly path: string;
}

/** A way through the proxy of its own, so that one gateway can have many accounts at one upstream. */
export interface Lane {
  readonly url: string;
  /** Everything that arrived, broken or not. */
  readonly arrived: readonly Arrived[];
  /** Breaks the next requests that `hits` finds; all further ones go through. */
  inject(deed: Deed, hits: (call: Arrived) => boolean, times?: number): void;
}

export interface FaultProxy {
  lane(name: string): Lane;
  close(): Promise<void>;
}

interface Orders {
  readonly arrived: Arrived[];
  readonly orders: { deed: Deed; hits: (call: Arrived) => boolean; left: number }[];
}

/** Stands with real sockets between the gateway and an upstream. */
export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const agent = new Agent();
  const lanes = new Map<string, Orders>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const [, name = '', path = ''] = /^\/([^/]*)(.*)$/.exec(request.url ?? '') ?? [];
    const forward = () => forwardTo(new URL(path, upstream), request, body, agent);
    const lane = lanes.get(name);
    const call = { method: request.method ?? '', path };
    lane?.arrived.push(call);
    const order = lane?.orders.find(({ hits, left }) => left > 0 && hits(call));
    if (!order) {
      const { status, headers, text } = await forward();
      response.writeHead(status, headers).end(text);
      return;
    }
    order.left -= 1;
    response.sendDate = false; // the upstream's clock is the sandbox's
    await order.deed({ request, response, apply: async () => void (await forward()) });
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    lane(name) {
      const lane: Orders = { arrived: [], orders: [] };
      lanes.set(name, lane);
      return {
        url: `http://127.0.0.1:${port}/${name}`,
        arrived: lane.arrived,
        inject: (deed, hits, times = Infinity) => void lane.orders.push({ deed, hits, left: times }),
      };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await Promise.all([once(server, 'close'), agent.destroy()]);
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Headers of one connection, and of the encodings that only the gateway asked for. */
const NOT_FORWARDED = ['host', 'connection', 'keep-alive', 'transfer-encoding', 'content-length', 'accept-encoding'];

function kept(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_FORWARDED.includes(name)));
}

async function forwardTo(url: URL, request: IncomingMessage, body: Buffer, dispatcher: Agent) {
  const method = request.method as 'GET' | 'POST' | 'PUT' | 'DELETE';
  const sent = { dispatcher, method, headers: kept(request.headers), body: body.length > 0 ? body : null };
  const answer = await ask(url, sent);
  return { status: answer.statusCode, headers: kept(answer.headers), text: await answer.body.text() };
}
