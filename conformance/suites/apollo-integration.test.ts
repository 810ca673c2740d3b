import { ApolloServer } from '@apollo/server';
import { defineIntegrationTestSuite } from '@apollo/server-integration-testsuite';
import { readConfig } from '../../src/config/read-config.js';
import type { Admission } from '../../src/server/auth/auth-hook.js';
import { registerGraphQL } from '../../src/server/graphql/graphql-route.js';
import { GRAPHQL_PATH } from '../../src/server/http/error-handler.js';
import { createHttp, listen } from '../../src/server/http/http-server.js';
import { requestErrorStatus } from '../../src/server/graphql/plugins/request-error-status.js';

const NOBODY = {} as Admission;

const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent' });

// The suite brings its own schemas and options; the HTTP server, its error answers and the route are the gateway's.
defineIntegrationTestSuite(async ({ plugins = [], ...options }, { context = async () => ({}) } = {}) => {
  const app = createHttp(config);
  const server = new ApolloServer({ ...options, plugins: [...plugins, requestErrorStatus()] });
  await server.start();
  registerGraphQL(app, {
    apollo: server,
    createContext: context,
    admissionOf: () => NOBODY,
    prepare: (sent) => sent,
    fastPath: { readied: () => undefined, forget() {} },
    deadlineMs: config.deadlineMs,
    mostReads: Infinity,
    checkText: (text) => text,
  });
  // The suite asks at the root of the server.
  app.server.prependListener('request', (request) => {
    request.url = request.url?.replace('/', GRAPHQL_PATH);
  });
  return { server, url: await listen(app, config), extraCleanup: () => app.close() };
});
