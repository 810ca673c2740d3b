import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { SocketConnection } from '../../../src/server/live/websocket/socket-connection.js';

const LONG_TEXT = 'x'.repeat(1_000_000);

let server: WebSocketServer;
let client: WebSocket;
let connection: SocketConnection;

beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { autoPong: false });
  await once(client, 'open');
  const [socket] = (await accepted) as [WebSocket];
  connection = new SocketConnection(socket);
  connection.countOperations = () => 1;
});
afterEach(() => {
  client.terminate();
  server.close();
});

/** Sends until the client is behind. */
function fallBehind(): Promise<void> {
  for (;;) {
    const drained = connection.send(LONG_TEXT);
    if (drained) return drained;
  }
}

test('a client that responds to each ping stays connected', async () => {
  for (let count = 0; count < 3; count += 1) {
    const pinged = once(client, 'ping');
    connection.sendHeartbeat();
    await pinged;
    client.pong();
    await once(connection.socket, 'pong');
  }
  expect(connection.socket.readyState).toBe(WebSocket.OPEN);
});

test('a client that misses a ping is disconnected at the next one', async () => {
  connection.sendHeartbeat();
  await once(client, 'ping');
  connection.sendHeartbeat();
  expect(await once(client, 'close')).toMatchObject([1006, expect.anything()]);
});

test('a client that is behind gets no ping, and is not disconnected for it', async () => {
  client.pause();
  const drained = fallBehind();
  for (let count = 0; count < 3; count += 1) connection.sendHeartbeat();
  let pings = 0;
  client.on('ping', () => (pings += 1));
  client.resume();
  await drained;
  expect([pings, connection.socket.readyState]).toEqual([0, WebSocket.OPEN]);
});

test('a client that was behind has time for a new pong', async () => {
  connection.sendHeartbeat();
  await once(client, 'ping');
  client.pause();
  const drained = fallBehind();
  client.resume();
  await drained;
  const pinged = once(client, 'ping');
  connection.sendHeartbeat();
  await pinged;
  expect(connection.socket.readyState).toBe(WebSocket.OPEN);
});
