import { describe, expect, test } from '@jest/globals';
import { isInterfaceType } from 'graphql';
import { createSchema } from '../../../src/graph/schema.js';
import { sandboxGateway } from '../../operations/sandbox-gateway.js';

const gateway = sandboxGateway();

const PAGERDUTY_ACCOUNT = '{ pagerDutyAccount ';
const CLOUDFLARE_ACCOUNT = '{ cloudflareAccount ';
const INCIDENT = '{ incident(by: { number: 1258 }) ';

/** A query that returns the id of an object, by type. */
const SOURCES: Readonly<Record<string, string>> = {
  PagerDutyAccount: `${PAGERDUTY_ACCOUNT} { id } }`,
  Incident: '{ incidents(first: 1) { nodes { id } } }',
  Alert: `${INCIDENT} { alerts(first: 1) { nodes { id } } } }`,
  LogEntry: `${INCIDENT} { timeline(first: 1) { nodes { id } } } }`,
  PagerDutyService: '{ services(first: 1) { nodes { id } } }',
  PagerDutyUser: `${PAGERDUTY_ACCOUNT} { users(first: 1) { nodes { id } } } }`,
  Team: `${PAGERDUTY_ACCOUNT} { teams(first: 1) { nodes { id } } } }`,
  EscalationPolicy: `${PAGERDUTY_ACCOUNT} { escalationPolicies(first: 1) { nodes { id } } } }`,
  Schedule: `${PAGERDUTY_ACCOUNT} { schedules(first: 1) { nodes { id } } } }`,
  MaintenanceWindow: '{ maintenanceWindows(first: 1) { nodes { id } } }',
  IncidentWorkflow: `${PAGERDUTY_ACCOUNT} { incidentWorkflows(first: 1) { nodes { id } } } }`,
  BusinessService: `${PAGERDUTY_ACCOUNT} { businessServices(first: 1) { nodes { id } } } }`,
  ChangeEvent: `${PAGERDUTY_ACCOUNT} { changeEvents(first: 1) { nodes { id } } } }`,
  CloudflareAccount: `${CLOUDFLARE_ACCOUNT} { id } }`,
  PagerDutyDestination: '{ pagerDutyDestinations(first: 1) { nodes { id } } }',
  PolicySilence: `${CLOUDFLARE_ACCOUNT} { silences(first: 1) { nodes { id } } } }`,
  NotificationPolicy: `${CLOUDFLARE_ACCOUNT} { notificationPolicies(first: 1) { nodes { id } } } }`,
};

const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';

/** The first id anywhere in a response. */
async function readId(type: string): Promise<string> {
  const { data, errors } = await gateway.run(SOURCES[type] ?? '{ __typename }');
  expect(errors).toBeUndefined();
  const [, id = ''] = /"id":"([^"]+)"/.exec(JSON.stringify(data)) ?? [];
  return id;
}

const refusalAt = (field: string[]) => [{ extensions: { code: 'BAD_USER_INPUT', field } }];

test('every Node type is tested here', () => {
  const schema = createSchema();
  const node = schema.getType('Node');
  const types = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
  expect(Object.keys(SOURCES).toSorted()).toEqual(types.toSorted());
});

describe.each(Object.keys(SOURCES))('%s', (type) => {
  test('is found by its own global id', async () => {
    const id = await readId(type);
    expect(await gateway.run(NODE, { id })).toEqual({ data: { node: { __typename: type, id } } });
  });

  test('is null for an unknown id', async () => {
    const unknown = (await readId(type)).replace(/[^/]+$/, 'P0NOBODY');
    expect(await gateway.run(NODE, { id: unknown })).toEqual({ data: { node: null } });
  });

  test('is refused under another account, another upstream or a malformed id, before any call', async () => {
    const id = await readId(type);
    const swapped = id.startsWith('pagerduty:')
      ? id.replace('pagerduty:', 'cloudflare:')
      : id.replace('cloudflare:', 'pagerduty:');
    gateway.sandbox.control.pagerduty.clearCalls();
    gateway.sandbox.control.cloudflare.clearCalls();
    for (const wrong of [
      id.replace('://main/', '://other/'),
      swapped,
      `${id}/`,
      `${id}/../x`,
      `x${id}`,
      id.replace(type, 'Nonsense'),
    ]) {
      const { data, errors } = await gateway.run(NODE, { id: wrong });
      expect([wrong, data]).toEqual([wrong, { node: null }]);
      expect(errors).toMatchObject(refusalAt(['id']));
    }
    expect([...gateway.sandbox.control.pagerduty.calls(), ...gateway.sandbox.control.cloudflare.calls()]).toEqual([]);
  });
});

test('nodes of all types are returned in the requested order, with an error only for the invalid one', async () => {
  const types = Object.keys(SOURCES);
  const ids: string[] = [];
  // oxlint-disable-next-line no-await-in-loop -- one after the other is fast enough
  for (const type of types) ids.push(await readId(type));
  const requested = ['nonsense', ...ids];
  const { data, errors } = await gateway.run('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
    ids: requested,
  });
  expect(data).toEqual({ nodes: [null, ...types.map((__typename, index) => ({ __typename, id: ids[index] }))] });
  expect(errors).toMatchObject([{ path: ['nodes', 0], ...refusalAt(['ids', '0'])[0] }]);
});
