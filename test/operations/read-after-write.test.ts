import { expect, test } from '@jest/globals';
import { sandboxGateway, type GraphQLResponse } from './sandbox-gateway.js';

const gateway = sandboxGateway();

/** The value of an alias in a response. */
const aliasedField = ({ data }: GraphQLResponse, alias: string): unknown => data?.[alias];

interface Connection<T> {
  readonly nodes: readonly T[];
}

interface OpenIncidents {
  readonly number: number;
  readonly service: { readonly id: string };
}

interface AffectedPolicies {
  readonly affectedPolicies: readonly { readonly policy: { readonly pagerDutyDestinations: readonly unknown[] } }[];
}

const OPEN =
  '{ incidents(first: 50, filter: { statuses: [TRIGGERED, ACKNOWLEDGED] }) { nodes { number service { id } } } }';

const resolve = (number: number) =>
  `resolveIncident(input: { incident: { number: ${number} } }) {
    incident { service { openIncidents(first: 50) { nodes { number } } } } }`;

test('a mutation sees the changes of earlier mutations in the document, including lists of PagerDuty', async () => {
  const { nodes } = aliasedField(await gateway.run(OPEN), 'incidents') as Connection<OpenIncidents>;
  const neighbour = ({ number, service }: OpenIncidents) =>
    nodes.find((other) => other.number !== number && other.service.id === service.id);
  const one = nodes.find(neighbour);
  const [first = 0, second = 0] = one ? [one.number, neighbour(one)?.number] : [];

  const response = await gateway.run(`mutation { a: ${resolve(first)} b: ${resolve(second)} }`);
  const open = (alias: string) => {
    const { incident } = aliasedField(response, alias) as {
      incident: { service: { openIncidents: Connection<OpenIncidents> } };
    };
    return incident.service.openIncidents.nodes.map(({ number }) => number);
  };
  expect(open('a')).not.toContain(first);
  expect(open('a')).toContain(second);
  expect(open('b')).not.toContain(second);
});

const deleteDestinations = (ids: readonly string[], dryRun: boolean) =>
  `deletePagerDutyDestinations(input: { expectedIds: ${JSON.stringify(ids)}, dryRun: ${dryRun} }) {
    affectedPolicies { policy { pagerDutyDestinations { id } } } }`;

test('a mutation sees the changes of earlier mutations in the document, including lists of Cloudflare', async () => {
  const all = await gateway.run('{ pagerDutyDestinations(first: 100) { nodes { id } } }');
  const { nodes } = aliasedField(all, 'pagerDutyDestinations') as Connection<{ id: string }>;
  const ids = nodes.map(({ id }) => id);
  const response = await gateway.run(
    `mutation { a: ${deleteDestinations(ids, true)} b: ${deleteDestinations(ids, false)} }`,
  );
  const reached = (alias: string) => {
    const { affectedPolicies } = aliasedField(response, alias) as AffectedPolicies;
    return affectedPolicies.flatMap(({ policy }) => policy.pagerDutyDestinations);
  };
  expect(reached('a')).not.toEqual([]);
  expect(reached('b')).toEqual([]);
});
