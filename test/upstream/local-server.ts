import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Endpoint } from '../../src/upstream/transport/endpoint.js';
import { createPool } from '../../src/upstream/transport/http/pool.js';
import { createTransport, type Transport, type TransportOptions } from '../../src/upstream/transport/transport.js';

/** An upstream on loopback and a transport to it; `close` stops both. */
export interface LocalUpstream {
  readonly transport: Transport;
  close(): Promise<void>;
}

export const READ: Endpoint = {
  name: 'listThings',
  effect: 'read',
  retry: 'idempotent',
  permission: 'things.read',
  notFoundMeaning: 'feature',
};
export const WRITE: Endpoint = {
  name: 'createThing',
  effect: 'write',
  notFoundMeaning: 'incident',
  retry: 'if-not-executed',
  permission: 'things.write',
};

/** A transport to a port of this machine, with or without a listener. */
export function transportTo(port: number, options: Partial<TransportOptions> = {}): LocalUpstream {
  const baseUrl = `http://127.0.0.1:${port}/prefix/`;
  const pool = createPool(baseUrl);
  const transport = createTransport({
    dispatcher: pool,
    baseUrl,
    deadlineMs: 5000,
    tryTimeoutMs: 5000,
    headers: { 'user-agent': 'pagergraph' },
    ...options,
  });
  return { transport, close: () => pool.destroy() };
}

/** Starts an upstream with real sockets. */
export async function serveLocally(
  listener: RequestListener,
  options: Partial<TransportOptions> = {},
): Promise<LocalUpstream> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const upstream = transportTo((server.address() as AddressInfo).port, options);
  return {
    transport: upstream.transport,
    async close() {
      await upstream.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
