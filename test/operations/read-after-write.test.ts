import { expect, test } from '@jest/globals';
import { sandboxGateway, type Answer } from './sandbox-gateway.js';

const stage = sandboxGateway();

/** What an answer holds below this alias. */
const under = ({ data }: Answer, alias: string): unknown => data?.[alias];

interface Listed<T> {
  readonly nodes: readonly T[];
}

interface Open {
  readonly number: number;
  readonly service: { readonly id: string };
}

interface Affected {
  readonly affectedPolicies: readonly { readonly policy: { readonly pagerDutyDestinations: readonly unknown[] } }[];
}

const OPEN =
  '{ incidents(first: 50, filter: { statuses: [TRIGGERED, ACKNOWLEDGED] }) { nodes { number service { id } } } }';

const resolve = (number: number) =>
  `resolveIncident(input: { incident: { number: ${number} } }) {
    incident { service { openIncidents(first: 50) { nodes { number } } } } }`;

test('a mutation tells what the ones before it in the document have changed, lists of PagerDuty included', async () => {
  const { nodes } = under(await stage.run(OPEN), 'incidents') as Listed<Open>;
  const neighbour = ({ number, service }: Open) =>
    nodes.find((other) => other.number !== number && other.service.id === service.id);
  const one = nodes.find(neighbour);
  const [first = 0, second = 0] = one ? [one.number, neighbour(one)?.number] : [];

  const answer = await stage.run(`mutation { a: ${resolve(first)} b: ${resolve(second)} }`);
  const open = (alias: string) => {
    const { incident } = under(answer, alias) as { incident: { service: { openIncidents: Listed<Open> } } };
    return incident.service.openIncidents.nodes.map(({ number }) => number);
  };
  expect(open('a')).not.toContain(first);
  expect(open('a')).toContain(second);
  expect(open('b')).not.toContain(second);
});

const remove = (ids: readonly string[], dryRun: boolean) =>
  `deletePagerDutyDestinations(input: { expectedIds: ${JSON.stringify(ids)}, dryRun: ${dryRun} }) {
    affectedPolicies { policy { pagerDutyDestinations { id } } } }`;

test('a mutation tells what the ones before it in the document have changed, lists of Cloudflare included', async () => {
  const all = await stage.run('{ pagerDutyDestinations(first: 100) { nodes { id } } }');
  const { nodes } = under(all, 'pagerDutyDestinations') as Listed<{ id: string }>;
  const ids = nodes.map(({ id }) => id);
  const answer = await stage.run(`mutation { a: ${remove(ids, true)} b: ${remove(ids, false)} }`);
  const reached = (alias: string) => {
    const { affectedPolicies } = under(answer, alias) as Affected;
    return affectedPolicies.flatMap(({ policy }) => policy.pagerDutyDestinations);
  };
  expect(reached('a')).not.toEqual([]);
  expect(reached('b')).toEqual([]);
});
