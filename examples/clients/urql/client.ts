// urql with Graphcache, which uses the schema, stores each object once and joins the pages of a list.
import { readFileSync } from 'node:fs';
import { Client, fetchExchange, gql, type TypedDocumentNode } from '@urql/core';
import { cacheExchange, type CacheExchangeOpts } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { buildSchema, introspectionFromSchema } from 'graphql';

const url = process.env['GRAPHQL_URL'] ?? 'http://127.0.0.1:4000/graphql';
const text = readFileSync(new URL('../../../../schema/schema.graphql', import.meta.url), 'utf8');
const schema = introspectionFromSchema(buildSchema(text)) as unknown as CacheExchangeOpts['schema'];

interface Incident {
  id: string;
  number: number;
  title: string;
  status: string;
}
interface IncidentsData {
  incidents: { edges: { node: Incident }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}
interface AcknowledgeData {
  acknowledgeIncident: { incident: Incident | null; userErrors: { code: string; message: string }[] };
}

const INCIDENTS: TypedDocumentNode<IncidentsData, { after?: string; account?: string }> = gql`
  query Incidents($after: String, $account: String) {
    incidents(first: 2, after: $after, account: $account, filter: { statuses: [TRIGGERED, ACKNOWLEDGED] }) {
      edges {
        node {
          id
          number
          title
          status
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const ACKNOWLEDGE: TypedDocumentNode<AcknowledgeData, { number: number }> = gql`
  mutation Acknowledge($number: Int!) {
    acknowledgeIncident(input: { incident: { number: $number }, actor: "tomasz.wilk@example.com" }) {
      incident {
        id
        number
        title
        status
      }
      userErrors {
        code
        message
      }
    }
  }
`;

const client = new Client({
  url,
  preferGetMethod: false,
  exchanges: [cacheExchange({ schema, resolvers: { Query: { incidents: relayPagination() } } }), fetchExchange],
});

/** The joined pages, as a component shows them. Pages that were read before come from the cache. */
async function loadIncidents(after?: string): Promise<IncidentsData['incidents'] | undefined> {
  return (await client.query(INCIDENTS, { after })).data?.incidents;
}

const first = await loadIncidents();
const bothPages = await loadIncidents(first?.pageInfo.endCursor);
for (const { node } of bothPages?.edges ?? []) console.log(`list: #${node.number} ${node.title} (${node.status})`);

const newest = bothPages?.edges[0]?.node.number ?? 0;
await client.mutation(ACKNOWLEDGE, { number: newest });
const cached = client.readQuery(INCIDENTS, {})?.data?.incidents.edges[0]?.node;
console.log(`cache: #${cached?.number} is ${cached?.status}`);

const { data } = await client.mutation(ACKNOWLEDGE, { number: 1 });
const [reason] = data?.acknowledgeIncident.userErrors ?? [];
console.log(`refused: ${reason?.code} ${reason?.message}`);

const { error } = await client.query(INCIDENTS, { account: 'nowhere' });
console.log(`failed: ${error?.graphQLErrors[0]?.extensions['code']} ${error?.graphQLErrors[0]?.message}`);
