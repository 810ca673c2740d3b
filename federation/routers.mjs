import { createServer } from 'node:http';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { GraphQLError } from 'graphql';

/** Both routers hand the credentials of the caller on to the subgraphs. */
export const ROUTERS = {
  'Hive Gateway': { start: startHive, withScopes: true, hasSubscriptions: true },
  'Apollo’s gateway library': { start: startApollo, withScopes: false, hasSubscriptions: false },
};

async function startHive(supergraph) {
  const router = createGatewayRuntime({
    supergraph,
    logging: false,
    maskedErrors: false,
    landingPage: false,
    // Subscriptions would be GET requests. The gateway refuses those without credentials, because any page can send them.
    transportEntries: { pagergraph: { options: { method: 'POST' } } },
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get('authorization') ?? undefined }),
    },
  });
  const server = createServer(router);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/graphql`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await router.dispose();
    },
  };
}

class PropagatingDataSource extends RemoteGraphQLDataSource {
  willSendRequest({ request, context }) {
    if (context.authorization) request.http.headers.set('authorization', context.authorization);
  }

  /** The library would replace the error of a response with another status than 200. */
  async errorFromResponse(response) {
    const body = await this.parseBody(response).catch(() => undefined);
    const [first] = body?.errors ?? [];
    if (!first) return new GraphQLError(`The subgraph responded with status ${response.status}.`);
    return new GraphQLError(first.message, { extensions: first.extensions });
  }
}

async function startApollo(supergraphSdl) {
  const gateway = new ApolloGateway({ supergraphSdl, buildService: ({ url }) => new PropagatingDataSource({ url }) });
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async ({ req }) => ({ authorization: req.headers.authorization }),
  });
  return { url, stop: () => server.stop() };
}
