import { ServerResponse, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** A connection that leaves HTTP, and what was received after the request. */
interface Upgrade {
  readonly socket: Duplex;
  readonly head: Buffer;
}

const upgrades = new WeakMap<IncomingMessage, Upgrade>();

/** Whether a request wants a WebSocket. */
export const isWebSocketRequest = (request: IncomingMessage): boolean => upgrades.has(request);

/** Routes WebSocket requests like others, so that the same hooks check them. Other upgrades are not supported and ignored. */
export function registerUpgrades(app: FastifyInstance): void {
  const { server } = app;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!isWebSocketUpgrade(request)) return continueWithoutUpgrade(server, request, head);
    upgrades.set(request, { socket, head });
    socket.on('error', () => socket.destroy());
    const response = new ServerResponse(request);
    response.assignSocket(request.socket);
    response.shouldKeepAlive = false;
    // The client may leave its half of the connection open.
    response.once('finish', () => socket.end(() => socket.destroy()));
    app.routing(request, response);
  });
}

/** With another method the request has a body, which must be read. */
function isWebSocketUpgrade({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';
}

/**
 * Takes the connection from its request. The response can no longer be used.
 *
 * @throws {Error} if `isWebSocketRequest` is false
 */
export function takeUpgrade(request: IncomingMessage, response: ServerResponse): Upgrade {
  const upgrade = upgrades.get(request);
  if (!upgrade) throw new Error('The request is not an upgrade.');
  response.detachSocket(request.socket);
  return upgrade;
}

const UPGRADE_HEADERS: ReadonlySet<string> = new Set(['connection', 'http2-settings', 'upgrade']);

/**
 * Lets Node.js read the request again without its upgrade. Some HTTP clients offer HTTP/2 with each request to an http URL,
 * and Node.js passes every upgrade to its listener, with an unread body.
 */
function continueWithoutUpgrade(server: Server, request: IncomingMessage, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders, socket } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (!UPGRADE_HEADERS.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[index + 1]}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}
