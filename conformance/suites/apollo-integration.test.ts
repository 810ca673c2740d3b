import { ApolloServer } from '@apollo/server';
import { defineIntegrationTestSuite } from '@apollo/server-integration-testsuite';
import { readConfig } from '../../src/config/read-config.js';
import type { Authenticated } from '../../src/server/auth/auth-hook.js';
import { createDescribeRequest } from '../../src/server/graphql/describe-request.js';
import { createTraceContext } from '../../src/shared/trace-context.js';
import { registerGraphQLRoute } from '../../src/server/graphql/graphql-route.js';
import { GRAPHQL_PATH } from '../../src/server/http/graphql-path.js';
import { createHttpServer, listen } from '../../src/server/http/http-server.js';
import { createRequestErrorStatusPlugin } from '../../src/server/graphql/plugins/request-error-status.js';

const ANONYMOUS = {} as Authenticated;

const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent' });

// The suite has its own schemas and options; the HTTP server, its error responses and the route are the gateway's.
/** No operation is prepared, so that all go to Apollo Server; and the suite opens no streams. */
function neverCalled(): never {
  throw new Error('Only Apollo Server must run.');
}

defineIntegrationTestSuite(async ({ plugins = [], ...options }, { context = async () => ({}) } = {}) => {
  const app = createHttpServer(config);
  const server = new ApolloServer({ ...options, plugins: [...plugins, createRequestErrorStatusPlugin()] });
  await server.start();
  registerGraphQLRoute(app, {
    apollo: server,
    createContext: context,
    authenticatedRequest: () => ANONYMOUS,
    prepare: (request) => request,
    executor: { prepare: () => undefined },
    respond: neverCalled,
    acceptWebSocket: neverCalled,
    serveEventStream: neverCalled,
    describeRequest: createDescribeRequest({
      deadlineMs: config.deadlineMs,
      maxReads: Infinity,
      onMutation() {},
      startTrace: createTraceContext,
    }),
    checkResponseSize: (text) => text,
  });
  // The suite sends its requests to the root path.
  app.server.prependListener('request', (request) => {
    request.url = request.url?.replace('/', GRAPHQL_PATH);
  });
  return { server, url: await listen(app, config), extraCleanup: () => app.close() };
});
