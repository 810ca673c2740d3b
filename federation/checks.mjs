import assert from 'node:assert/strict';
import { READER } from './subgraphs.mjs';

const FIRST_EVENT_TIMEOUT_MS = 10_000;
const toRunbook = ({ number }) => `https://runbooks.example.com/${number}`;

/** What holds behind each router, by its name; each check gets the router's address. */
export const CHECKS = {
  async 'a query goes from the catalog to a service by its name, and back for the fields of an incident'(url) {
    const { data, errors } = await run(
      url,
      `{ products { slug service { status openIncidents(first: 1) { nodes {
        number runbook priority { name responseMinutes }
      } } } } }`,
    );
    assert.equal(errors, undefined);
    const [{ service }, forgotten] = data.products;
    const [incident] = service.openIncidents.nodes;
    assert.equal(service.status, 'CRITICAL');
    assert.equal(incident.runbook, toRunbook(incident));
    assert.equal(incident.priority.responseMinutes, 15);
    assert.deepEqual(forgotten, { slug: 'forgotten', service: { status: null, openIncidents: null } });
  },

  async 'a query goes from a service to its product'(url) {
    const { data, errors } = await run(url, '{ services(query: "Payments") { nodes { name product { slug } } } }');
    assert.equal(errors, undefined);
    assert.deepEqual(data.services.nodes, [{ name: 'Payments Gateway', product: { slug: 'payments' } }]);
  },

  async 'a mutation creates an incident and returns fields of both subgraphs'(url) {
    const mutation = `mutation ($input: TriggerIncidentInput!) { triggerIncident(input: $input) {
      created incident { number runbook } userErrors { code }
    } }`;
    const input = { service: { pagerDutyId: 'PSVC001' }, title: 'Checkout fails', dedupKey: url };
    const { data, errors } = await run(url, mutation, { variables: { input } });
    assert.equal(errors, undefined);
    const { created, incident, userErrors } = data.triggerIncident;
    assert.deepEqual([created, userErrors, incident.runbook], [true, [], toRunbook(incident)]);
  },

  async 'a refused mutation is data with its code'(url) {
    const mutation = 'mutation { resolveIncident(input: { incident: { number: 999999 } }) { userErrors { code } } }';
    const { data, errors } = await run(url, mutation);
    assert.equal(errors, undefined);
    assert.deepEqual(data.resolveIncident.userErrors, [{ code: 'NOT_FOUND' }]);
  },

  async 'the error of a field keeps its code and path, and the other fields are returned'(url) {
    const query = '{ incident(by: { pagerDutyId: "../x" }) { title } products { slug } }';
    const { data, errors } = await run(url, query);
    assert.deepEqual(data, { incident: null, products: [{ slug: 'payments' }, { slug: 'forgotten' }] });
    const [{ path, extensions }] = errors;
    assert.deepEqual(
      [path, extensions.code, extensions.field],
      [['incident'], 'BAD_USER_INPUT', ['by', 'pagerDutyId']],
    );
  },

  async 'a @oneOf input without a member is refused with our code'(url) {
    const query = 'query ($by: IncidentRef!) { incident(by: $by) { title } }';
    const { data, errors } = await run(url, query, { variables: { by: {} } });
    assert.equal(data?.incident ?? null, null);
    assert.match(errors[0].message, /Exactly one key must be specified/);
    assert.equal(errors[0].extensions.code, 'BAD_USER_INPUT');
  },

  async 'the credentials of the caller decide'(url) {
    const mutation = 'mutation { resolveIncident(input: { incident: { number: 1260 } }) { changed } }';
    const refused = await run(url, mutation, { token: READER });
    assert.equal(refused.errors[0].extensions.code, 'FORBIDDEN');
    const wrong = await run(url, '{ viewer { name } }', { token: `${READER}x` });
    assert.equal(wrong.errors[0].extensions.code, 'UNAUTHENTICATED');
  },
};

/** The same for routers with subscriptions. */
export async function checkSubscription(url) {
  const { data } = await readFirstEvent(
    url,
    'subscription { openIncidents { isSnapshot upserted { number runbook } } }',
  );
  const [incident] = data.openIncidents.upserted;
  assert.deepEqual([data.openIncidents.isSnapshot, incident.runbook], [true, toRunbook(incident)]);
}

function post(url, body, headers, signal) {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal,
  });
}

async function run(url, query, { variables, token } = {}) {
  const response = await post(url, { query, variables }, token && { authorization: `Bearer ${token}` });
  return response.json();
}

async function readFirstEvent(url, query) {
  const signal = AbortSignal.timeout(FIRST_EVENT_TIMEOUT_MS);
  const response = await post(url, { query }, { accept: 'text/event-stream' }, signal);
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const [, data] = /^event: next\ndata: (.*)\n/m.exec(text) ?? [];
    if (data) return JSON.parse(data);
  }
  throw new Error(`The stream ended without an event: ${text}`);
}
