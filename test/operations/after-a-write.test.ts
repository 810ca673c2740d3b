import { expect, test } from '@jest/globals';
import { sandboxGateway } from './sandbox-gateway.js';

const stage = sandboxGateway();

interface Listed {
  readonly nodes: readonly { readonly number: number }[];
}

/** Numbers of the open incidents that an answer tells below this alias. */
const openIn = (data: unknown, alias: string) =>
  (data as Record<string, { incident: { service: { openIncidents: Listed } } }>)[
    alias
  ]?.incident.service.openIncidents.nodes.map(({ number }) => number);

test('a mutation tells what the ones before it in the document have changed, lists of PagerDuty included', async () => {
  const { data: open } = await stage.run(
    '{ incidents(first: 50, filter: { statuses: [TRIGGERED, ACKNOWLEDGED] }) { nodes { number service { id } } } }',
  );
  const { nodes } = open?.['incidents'] as { nodes: { number: number; service: { id: string } }[] };
  const sameService = ({ number, service }: (typeof nodes)[number]) =>
    nodes.find((other) => other.number !== number && other.service.id === service.id);
  const one = nodes.find(sameService);
  const [first = 0, second = 0] = one ? [one.number, sameService(one)?.number] : [];
  const resolve = (number: number) =>
    `resolveIncident(input: { incident: { number: ${number} } }) {
      incident { service { openIncidents(first: 50) { nodes { number } } } } }`;
  const { data } = await stage.run(`mutation { a: ${resolve(first)} b: ${resolve(second)} }`);
  expect(openIn(data, 'a')).not.toContain(first);
  expect(openIn(data, 'a')).toContain(second);
  expect(openIn(data, 'b')).not.toContain(second);
});

test('a mutation tells what the ones before it in the document have changed, lists of Cloudflare included', async () => {
  const { data: before } = await stage.run('{ pagerDutyDestinations(first: 100) { nodes { id } } }');
  const { nodes } = before?.['pagerDutyDestinations'] as { nodes: { id: string }[] };
  const ids = JSON.stringify(nodes.map(({ id }) => id));
  const remove = (dryRun: boolean) =>
    `deletePagerDutyDestinations(input: { expectedIds: ${ids}, dryRun: ${dryRun} }) {
      affectedPolicies { policy { pagerDutyDestinations { id } } } }`;
  const { data } = await stage.run(`mutation { a: ${remove(true)} b: ${remove(false)} }`);
  const destinationsIn = (alias: string) =>
    (data as Record<string, { affectedPolicies: { policy: { pagerDutyDestinations: unknown[] } }[] }>)[
      alias
    ]?.affectedPolicies.flatMap(({ policy }) => policy.pagerDutyDestinations);
  expect(destinationsIn('a')).not.toEqual([]);
  expect(destinationsIn('b')).toEqual([]);
});
