import type { FastifyReply, FastifyRequest } from 'fastify';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, type Server } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { Fault } from '../../../faults/fault.js';
import type { Authenticate } from '../../auth/authenticate.js';
import { toClientNetwork } from '../../auth/client-network.js';
import { sendError } from '../../http/error-response.js';
import { takeUpgrade } from '../../http/upgrade.js';
import type { LiveConnections } from '../live-connections.js';
import type { SubscriptionSlots } from '../subscription-slots.js';
import { authenticateSocket } from './authenticate-socket.js';
import { BAD_REQUEST, NORMAL_CLOSURE } from './close-codes.js';
import { SocketConnection } from './socket-connection.js';
import type { SocketExtra } from './socket-protocol.js';

export interface SocketServerOptions {
  readonly protocol: Server<SocketExtra>;
  readonly authenticate: Authenticate;
  readonly connections: LiveConnections;
  /** Of sockets, not of their subscriptions. */
  readonly slots: SubscriptionSlots;
  /** Longest message, in bytes. */
  readonly maxPayload: number;
  readonly isAllowedOrigin: (origin: string) => boolean;
}

/** Turns an upgrade request into a WebSocket. */
export type AcceptWebSocket = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

export function createAcceptWebSocket(options: SocketServerOptions): AcceptWebSocket {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: options.maxPayload,
    // Without it the socket is closed with 4406.
    handleProtocols: (offered) => offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });
  return (request, reply) => {
    const { origin, host } = request.headers;
    if (origin !== undefined && !options.isAllowedOrigin(origin) && !isSameOrigin(origin, host)) {
      const message = 'Origin not allowed. Add the origin to ALLOWED_ORIGINS.';
      return sendError(request, reply, { status: 403, code: 'FORBIDDEN', message });
    }
    options.connections.assertOpen();
    reply.hijack();
    const { socket, head } = takeUpgrade(request.raw, reply.raw);
    // Only its parts, because a socket would keep the request as long as it is open.
    const { ip, headers } = request;
    const { authorization } = headers;
    server.handleUpgrade(request.raw, socket, head, (webSocket) =>
      serveWebSocket(webSocket, { ip, authorization }, options),
    );
    return reply;
  };
}

/** A browser sends the origin of our own pages too. The Host header is checked before. */
function isSameOrigin(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

function serveWebSocket(
  webSocket: WebSocket,
  { ip, authorization: header }: { readonly ip: string; readonly authorization: string | undefined },
  { protocol, authenticate, connections, slots }: SocketServerOptions,
): void {
  const connection = new SocketConnection(webSocket);
  const remove = connections.add(connection);
  let release: (() => void) | undefined;
  const address = () => toClientNetwork(ip);
  const closed = protocol.opened(toProtocolSocket(connection), {
    connection,
    async authenticate(initPayload) {
      const caller = await authenticateSocket(authenticate, { header, initPayload, address });
      if (webSocket.readyState !== webSocket.OPEN) throw new Fault('UNAUTHENTICATED', 'The socket is closed.');
      release = slots.take(caller.id);
      return caller;
    },
  });
  webSocket.on('close', (code, reason) => {
    remove();
    release?.();
    void closed(code, String(reason));
  });
}

function toProtocolSocket(connection: SocketConnection): Parameters<Server<SocketExtra>['opened']>[0] {
  const { socket } = connection;
  return {
    protocol: socket.protocol,
    send: async (data) => connection.send(data),
    close: (code = NORMAL_CLOSURE, reason = '') => connection.close(code, reason),
    onMessage(handle) {
      socket.on('message', (data: Buffer) => {
        // Our own hooks reject nothing, so the message is invalid.
        handle(data.toString()).catch(() => connection.close(BAD_REQUEST, 'Invalid message'));
      });
    },
  };
}
