// A gateway without code of one's own: `mesh-compose` makes a supergraph of the OpenAPI documents, and the runtime of Hive
// Gateway serves it.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';

const gateway = createGatewayRuntime({
  supergraph: fileURLToPath(new URL('supergraph.graphql', import.meta.url)),
  logging: 'error',
});
createServer(gateway).listen(Number(process.env.PORT), '127.0.0.1');
// The runtime handles the signal, but leaves the server open.
process.once('SIGTERM', () => process.exit());
