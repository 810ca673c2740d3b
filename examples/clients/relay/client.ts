// Relay without React: a connection, an object refetched by its id, and edges that disappear when a mutation deletes their nodes.
import {
  commitMutation,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getFragment,
  getRequest,
  getSingularSelector,
  graphql,
  Network,
  RecordSource,
  Store,
  type FetchFunction,
} from 'relay-runtime';
import type { clientDeleteMutation } from './__generated__/clientDeleteMutation.graphql';
import type { clientDestinationsQuery } from './__generated__/clientDestinationsQuery.graphql';
import IncidentAgain, { type clientIncidentAgainQuery } from './__generated__/clientIncidentAgainQuery.graphql';
import type { clientIncidentQuery } from './__generated__/clientIncidentQuery.graphql';
import type { client_incident$data } from './__generated__/client_incident.graphql';

const url = process.env['GRAPHQL_URL'] ?? 'http://127.0.0.1:4000/graphql';

const send: FetchFunction = async ({ text: query }, variables) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  // Relay turns a failed field into null, so the errors must be handled here.
  if (errors) throw new Error(`${errors[0].extensions.code} ${errors[0].message}`);
  return { data };
};

const environment = new Environment({ network: Network.create(send), store: new Store(new RecordSource()) });

const Destinations = graphql`
  query clientDestinationsQuery($first: Int!, $after: String, $account: String) {
    pagerDutyDestinations(first: $first, after: $after, account: $account)
      @connection(key: "client_pagerDutyDestinations") {
      __id
      edges {
        node {
          id
          name
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`;

const IncidentById = graphql`
  query clientIncidentQuery($by: IncidentRef!) {
    incident(by: $by) {
      id
      ...client_incident
    }
  }
`;

const IncidentParts = graphql`
  fragment client_incident on Incident @refetchable(queryName: "clientIncidentAgainQuery") {
    number
    title
    status
  }
`;

const Delete = graphql`
  mutation clientDeleteMutation($input: DeletePagerDutyDestinationsInput!, $connections: [ID!]!) {
    deletePagerDutyDestinations(input: $input) {
      deletedIds @deleteEdge(connections: $connections)
      userErrors {
        code
        message
      }
    }
  }
`;

function loadDestinations(variables: clientDestinationsQuery['variables']) {
  return fetchQuery<clientDestinationsQuery>(environment, Destinations, variables).toPromise();
}

/** All pages of the list as a component shows it, from the store only. */
function readCachedList() {
  const { fragment } = createOperationDescriptor(getRequest(Destinations), { first: 2 });
  const data = environment.lookup(fragment).data as unknown as clientDestinationsQuery['response'];
  return data.pagerDutyDestinations;
}

function deleteAll(expectedIds: readonly string[]) {
  const connections = [readCachedList()?.__id ?? ''];
  return new Promise<clientDeleteMutation['response']['deletePagerDutyDestinations']>((resolve, reject) => {
    commitMutation<clientDeleteMutation>(environment, {
      mutation: Delete,
      variables: { input: { expectedIds }, connections },
      onCompleted: ({ deletePagerDutyDestinations }) => resolve(deletePagerDutyDestinations),
      onError: reject,
    });
  });
}

async function main() {
  const first = await loadDestinations({ first: 2 });
  await loadDestinations({ first: 2, after: first?.pagerDutyDestinations?.pageInfo.endCursor });
  const destinations = readCachedList()?.edges.map(({ node }) => node) ?? [];
  for (const { name } of destinations) console.log(`list: ${name}`);

  const by = { number: 1257 };
  const found = await fetchQuery<clientIncidentQuery>(environment, IncidentById, { by }).toPromise();
  const id = found?.incident?.id ?? '';
  const refetched = await fetchQuery<clientIncidentAgainQuery>(environment, IncidentAgain, { id }).toPromise();
  const selector = getSingularSelector(getFragment(IncidentParts), refetched?.node);
  const incident = selector && (environment.lookup(selector).data as unknown as client_incident$data);
  console.log(`node: #${incident?.number} ${incident?.title} (${incident?.status})`);

  const rejected = await deleteAll([]);
  console.log(`refused: ${rejected?.userErrors[0]?.code} ${rejected?.userErrors[0]?.message}`);

  await deleteAll(destinations.map((destination) => destination.id));
  console.log(`edges left in the list: ${readCachedList()?.edges.length}`);

  await loadDestinations({ first: 2, account: 'nowhere' }).catch(({ message }: Error) =>
    console.log(`failed: ${message}`),
  );
}

void main();
