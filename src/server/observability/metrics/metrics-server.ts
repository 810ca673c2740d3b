import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MetricsConfig } from '../../../config/telemetry-config.js';
import type { Metrics } from './create-metrics.js';

/** Maximum time to receive a request, in milliseconds. */
const REQUEST_TIMEOUT_MS = 5_000;

export interface MetricsServer {
  /** Of `/metrics`. */
  readonly url: string;
  close(): void;
}

/**
 * Serves `/metrics` on a port that callers of the API cannot reach.
 *
 * @throws {Error} such as `EADDRINUSE`, if the port cannot be used
 */
export async function startMetricsServer(metrics: Metrics, { host, port }: MetricsConfig): Promise<MetricsServer> {
  const server = createMetricsServer(metrics).listen(port, host);
  await once(server, 'listening');
  server.unref();
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}/metrics`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function createMetricsServer({ print, contentType }: Metrics): Server {
  return createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      if (request.url?.split('?')[0] !== '/metrics' || request.method !== 'GET') {
        response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found. Metrics are at GET /metrics.\n');
        return;
      }
      print().then(
        (text) => response.writeHead(200, { 'content-type': contentType }).end(text),
        () => response.writeHead(500, { 'content-type': 'text/plain' }).end('The metrics cannot be read.\n'),
      );
    },
  );
}
