// urql watches the open incidents over server-sent events, with graphql-sse.
import { Client, fetchExchange, gql, subscriptionExchange, type TypedDocumentNode } from '@urql/core';
import { createClient } from 'graphql-sse';

const url = process.env['GRAPHQL_URL'] ?? 'http://127.0.0.1:4000/graphql';

interface Incident {
  number: number;
  title: string;
}
interface OpenIncidentsData {
  openIncidents: { isSnapshot: boolean; totalCount: number; upserted: Incident[] };
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
    triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "Seen by urql" }) {
      incident {
        id
      }
    }
  }
`;

const events = createClient({ url, retryAttempts: 10 });
const client = new Client({
  url,
  preferGetMethod: false,
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables, operationName }) => ({
        subscribe: (observer) => ({ unsubscribe: events.subscribe({ query, variables, operationName }, observer) }),
      }),
    }),
  ],
});

const subscription = client.subscription(OPEN_INCIDENTS, {}).subscribe(({ data, error }) => {
  if (error) throw error;
  const change = data?.openIncidents;
  if (change?.isSnapshot) {
    console.log(`live: ${change.totalCount} open`);
    void client.mutation(TRIGGER, {}).toPromise();
    return;
  }
  const seen = change?.upserted.find(({ title }) => title === 'Seen by urql');
  if (!seen) return;
  console.log(`live: #${seen.number} ${seen.title}`);
  subscription.unsubscribe();
});
