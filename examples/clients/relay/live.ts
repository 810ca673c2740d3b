// Relay watches the open incidents over server-sent events, with graphql-sse.
import { createClient } from 'graphql-sse';
import {
  commitMutation,
  Environment,
  graphql,
  Network,
  Observable,
  RecordSource,
  requestSubscription,
  Store,
  type FetchFunction,
  type GraphQLResponse,
  type SubscribeFunction,
} from 'relay-runtime';
import type { liveOpenIncidentsSubscription } from './__generated__/liveOpenIncidentsSubscription.graphql';
import type { liveTriggerMutation } from './__generated__/liveTriggerMutation.graphql';

const url = process.env['GRAPHQL_URL'] ?? 'http://127.0.0.1:4000/graphql';
const events = createClient({ url, retryAttempts: 10 });

const send: FetchFunction = async ({ text: query }, variables) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
};

const subscribe: SubscribeFunction = ({ text, name }, variables) =>
  Observable.create<GraphQLResponse>((sink) =>
    events.subscribe(
      { query: text ?? '', operationName: name, variables },
      { next: (result) => sink.next(result as GraphQLResponse), error: sink.error, complete: sink.complete },
    ),
  );

const environment = new Environment({
  network: Network.create(send, subscribe),
  store: new Store(new RecordSource()),
});

const OpenIncidents = graphql`
  subscription liveOpenIncidentsSubscription {
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

const Trigger = graphql`
  mutation liveTriggerMutation {
    triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "Seen by Relay" }) {
      incident {
        id
      }
    }
  }
`;

const subscription = requestSubscription<liveOpenIncidentsSubscription>(environment, {
  subscription: OpenIncidents,
  variables: {},
  onError(error) {
    throw error;
  },
  onNext(data) {
    const change = data?.openIncidents;
    if (change?.isSnapshot) {
      console.log(`live: ${change.totalCount} open`);
      commitMutation<liveTriggerMutation>(environment, { mutation: Trigger, variables: {} });
      return;
    }
    const seen = change?.upserted.find(({ title }) => title === 'Seen by Relay');
    if (!seen) return;
    console.log(`live: #${seen.number} ${seen.title}`);
    subscription.dispose();
  },
});
