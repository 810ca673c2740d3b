// Apollo Client watches the open incidents over a WebSocket, with graphql-ws. Queries and mutations stay on HTTP.
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const uri = process.env['GRAPHQL_URL'] ?? 'http://127.0.0.1:4000/graphql';

interface OpenIncidentsData {
  openIncidents: { isSnapshot: boolean; totalCount: number; upserted: { number: number; title: string }[] };
}

const OPEN_INCIDENTS: TypedDocumentNode<OpenIncidentsData, {}> = gql`
  subscription {
    openIncidents {
      isSnapshot
      totalCount
      upserted {
        id
        number
        title
      }
    }
  }
`;

const TRIGGER = gql`
  mutation {
    triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "Seen by Apollo" }) {
      incident {
        id
      }
    }
  }
`;

// Node.js 20 lacks WebSocket. Apollo's link needs the global one as well, or it hides the errors of a subscription.
Object.assign(globalThis, { WebSocket });

// In a browser `connectionParams` carries the token: () => ({ authorization: `Bearer ${token}` }).
const socket = createClient({ url: uri.replace(/^http/, 'ws'), shouldRetry: () => true });
const client = new ApolloClient({
  link: ApolloLink.split(
    ({ operationType }) => operationType === 'subscription',
    new GraphQLWsLink(socket),
    new HttpLink({ uri }),
  ),
  cache: new InMemoryCache(),
});

const subscription = client.subscribe({ query: OPEN_INCIDENTS }).subscribe(({ data, error }) => {
  if (error) throw error;
  const change = data?.openIncidents;
  if (change?.isSnapshot) {
    console.log(`live: ${change.totalCount} open`);
    void client.mutate({ mutation: TRIGGER });
    return;
  }
  const seen = change?.upserted.find(({ title }) => title === 'Seen by Apollo');
  if (!seen) return;
  console.log(`live: #${seen.number} ${seen.title}`);
  subscription.unsubscribe();
  client.stop();
  void socket.dispose();
});
