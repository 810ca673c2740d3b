import { createServer, request, type Server } from 'node:http';

/** A proxy that serves a gateway below a prefix, which the gateway never sees; all other paths are unknown. */
export function prefixProxy(prefix: string, target: () => string): Server {
  return createServer((incoming, result) => {
    const path = incoming.url ?? '';
    if (!path.startsWith(`${prefix}/`)) return result.writeHead(404).end();
    const { method, headers } = incoming;
    const outgoing = request(target() + path.slice(prefix.length), { method, headers }, (response) => {
      result.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(result);
    });
    outgoing.on('error', () => result.destroy());
    return incoming.pipe(outgoing);
  });
}
