import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port of loopback for a server that must know it before its start, or that starts again on it. */
export async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
