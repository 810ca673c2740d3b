// Apollo Client: a list that grows page by page. A mutation's result updates every view of the incident.
import {
  ApolloClient,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  InMemoryCache,
  type TypedDocumentNode,
} from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

const uri = process.env['GRAPHQL_URL'] ?? 'http://127.0.0.1:4000/graphql';

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

const client = new ApolloClient({
  link: new HttpLink({ uri }),
  cache: new InMemoryCache({
    typePolicies: { Query: { fields: { incidents: relayStylePagination(['account', 'filter', 'orderBy']) } } },
  }),
});

const first = await client.query({ query: INCIDENTS });
const list = client.watchQuery({ query: INCIDENTS });
await list.fetchMore({ variables: { after: first.data?.incidents.pageInfo.endCursor } });

/** The list as a component shows it, from the cache only. */
const readCachedIncidents = () => client.readQuery({ query: INCIDENTS })?.incidents.edges.map(({ node }) => node) ?? [];
for (const { number, title, status } of readCachedIncidents()) console.log(`list: #${number} ${title} (${status})`);

const [newest] = readCachedIncidents();
await client.mutate({ mutation: ACKNOWLEDGE, variables: { number: newest?.number ?? 0 } });
console.log(`cache: #${readCachedIncidents()[0]?.number} is ${readCachedIncidents()[0]?.status}`);

const { data } = await client.mutate({ mutation: ACKNOWLEDGE, variables: { number: 1 } });
const [reason] = data?.acknowledgeIncident.userErrors ?? [];
console.log(`refused: ${reason?.code} ${reason?.message}`);

const { error } = await client.query({ query: INCIDENTS, variables: { account: 'nowhere' }, errorPolicy: 'all' });
if (CombinedGraphQLErrors.is(error)) console.log(`failed: ${error.errors[0]?.extensions?.['code']} ${error.message}`);
client.stop();
