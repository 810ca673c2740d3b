import { describe, expect, test } from '@jest/globals';
import { isInterfaceType } from 'graphql';
import { createSchema } from '../../../src/graph/schema.js';
import { sandboxGateway } from '../../operations/sandbox-gateway.js';

const stage = sandboxGateway();

const ACCOUNT = '{ pagerDutyAccount ';
const CLOUDFLARE = '{ cloudflareAccount ';
const INCIDENT = '{ incident(by: { number: 1258 }) ';

/** Where the graph itself gives the id of one, by type. */
const SOURCES: Readonly<Record<string, string>> = {
  PagerDutyAccount: `${ACCOUNT} { id } }`,
  Incident: '{ incidents(first: 1) { nodes { id } } }',
  Alert: `${INCIDENT} { alerts(first: 1) { nodes { id } } } }`,
  LogEntry: `${INCIDENT} { timeline(first: 1) { nodes { id } } } }`,
  PagerDutyService: '{ services(first: 1) { nodes { id } } }',
  PagerDutyUser: `${ACCOUNT} { users(first: 1) { nodes { id } } } }`,
  Team: `${ACCOUNT} { teams(first: 1) { nodes { id } } } }`,
  EscalationPolicy: `${ACCOUNT} { escalationPolicies(first: 1) { nodes { id } } } }`,
  CloudflareAccount: `${CLOUDFLARE} { id } }`,
  PagerDutyDestination: '{ pagerDutyDestinations(first: 1) { nodes { id } } }',
  NotificationPolicy: `${CLOUDFLARE} { notificationPolicies(first: 1) { nodes { id } } } }`,
};

const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';

/** The first id anywhere in an answer. */
async function idOf(type: string): Promise<string> {
  const { data, errors } = await stage.run(SOURCES[type] ?? '{ __typename }');
  expect(errors).toBeUndefined();
  const [, id = ''] = /"id":"([^"]+)"/.exec(JSON.stringify(data)) ?? [];
  return id;
}

const refusedAt = (field: string[]) => [{ extensions: { code: 'BAD_USER_INPUT', field } }];

test('every type of Node is read here', () => {
  const schema = createSchema();
  const node = schema.getType('Node');
  const types = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
  expect(Object.keys(SOURCES).toSorted()).toEqual(types.toSorted());
});

describe.each(Object.keys(SOURCES))('%s', (type) => {
  test('is read again by the id the graph gave', async () => {
    const id = await idOf(type);
    expect(await stage.run(NODE, { id })).toEqual({ data: { node: { __typename: type, id } } });
  });

  test('is null when there is none of this id', async () => {
    const unknown = (await idOf(type)).replace(/[^/]+$/, 'P0NOBODY');
    expect(await stage.run(NODE, { id: unknown })).toEqual({ data: { node: null } });
  });

  test('is refused under another account, another upstream or a malformed id, before anybody is asked', async () => {
    const id = await idOf(type);
    const swapped = id.startsWith('pagerduty:')
      ? id.replace('pagerduty:', 'cloudflare:')
      : id.replace('cloudflare:', 'pagerduty:');
    stage.sandbox.control.pagerduty.forgetCalls();
    stage.sandbox.control.cloudflare.forgetCalls();
    for (const wrong of [
      id.replace('://main/', '://other/'),
      swapped,
      `${id}/`,
      `${id}/../x`,
      `x${id}`,
      id.replace(type, 'Nonsense'),
    ]) {
      const { data, errors } = await stage.run(NODE, { id: wrong });
      expect([wrong, data]).toEqual([wrong, { node: null }]);
      expect(errors).toMatchObject(refusedAt(['id']));
    }
    expect([...stage.sandbox.control.pagerduty.calls(), ...stage.sandbox.control.cloudflare.calls()]).toEqual([]);
  });
});

test('one of each type comes in the order asked, a wrong one at its own place only', async () => {
  const types = Object.keys(SOURCES);
  const ids: string[] = [];
  // oxlint-disable-next-line no-await-in-loop -- one after the other is fast enough
  for (const type of types) ids.push(await idOf(type));
  const asked = ['nonsense', ...ids];
  const { data, errors } = await stage.run('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
    ids: asked,
  });
  expect(data).toEqual({ nodes: [null, ...types.map((__typename, index) => ({ __typename, id: ids[index] }))] });
  expect(errors).toMatchObject([{ path: ['nodes', 0], ...refusedAt(['ids', '0'])[0] }]);
});
