// Your own documents with types from graphql-code-generator's client preset, sent by `fetch`.
import { graphql } from './graphql/gql.js';
import type { TypedDocumentString } from './graphql/graphql.js';

const url = process.env['GRAPHQL_URL'] ?? 'http://127.0.0.1:4000/graphql';

async function sendQuery<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: document, variables }),
  });
  return (await response.json()) as { data: Data; errors?: { message: string; extensions: { code: string } }[] };
}

const TriggeredIncidents = graphql(`
  query TriggeredIncidents($first: Int!, $account: String) {
    incidents(first: $first, account: $account, filter: { statuses: [TRIGGERED] }) {
      nodes {
        number
        title
        urgency
        service {
          name
        }
      }
    }
  }
`);

const Acknowledge = graphql(`
  mutation Acknowledge($input: AcknowledgeIncidentInput!) {
    acknowledgeIncident(input: $input) {
      incident {
        number
        status
      }
      userErrors {
        code
        message
      }
    }
  }
`);

const { data } = await sendQuery(TriggeredIncidents, { first: 3 });
for (const { number, title, urgency, service } of data.incidents?.nodes ?? []) {
  console.log(`list: #${number} ${title} (${urgency}, ${service?.name ?? 'no service'})`);
}

const rejected = await sendQuery(Acknowledge, { input: { incident: { number: 1 }, actor: 'tomasz.wilk@example.com' } });
const [reason] = rejected.data.acknowledgeIncident?.userErrors ?? [];
console.log(`refused: ${reason?.code} ${reason?.message}`);

const { errors: [error] = [] } = await sendQuery(TriggeredIncidents, { first: 3, account: 'nowhere' });
console.log(`failed: ${error?.extensions.code} ${error?.message}`);
