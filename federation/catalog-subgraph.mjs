// The subgraph of another team: a catalog of products. It refers to services of pagergraph by account and name, and adds
// fields to pagergraph's types.
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

export const CATALOG = parse(`
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.5"
      import: ["@external", "@key", "@requires", "@shareable"]
    )

  type Query {
    products: [Product!]!
  }

  "Something that customers buy."
  type Product @key(fields: "slug") {
    slug: ID!
    "The PagerDuty service behind the product."
    service: PagerDutyService
  }

  type PagerDutyService @key(fields: "account name") {
    account: String!
    name: String
    "Product of the service."
    product: Product
  }

  type Incident @key(fields: "id") {
    id: ID!
    number: Int! @external
    "Page that describes what to do."
    runbook: String @requires(fields: "number")
  }

  type Priority @key(fields: "id") {
    id: ID!
    "Minutes within which somebody responds."
    responseMinutes: Int!
  }

  type PageInfo @shareable {
    endCursor: String
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
  }
`);

/** Slugs of the products by the names of their services. */
const PRODUCTS = { 'Payments Gateway': 'payments', 'No such service': 'forgotten' };

const resolvers = {
  Query: {
    products: () => Object.entries(PRODUCTS).map(([name, slug]) => ({ slug, service: { account: 'main', name } })),
  },
  PagerDutyService: {
    product: ({ name }) => (name in PRODUCTS ? { slug: PRODUCTS[name] } : null),
  },
  Incident: { runbook: ({ number }) => `https://runbooks.example.com/${number}` },
  Priority: { responseMinutes: () => 15 },
};

/** Serves the catalog on loopback. */
export async function startCatalog() {
  const server = new ApolloServer({
    schema: buildSubgraphSchema({ typeDefs: CATALOG, resolvers }),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return { url, stop: () => server.stop() };
}
