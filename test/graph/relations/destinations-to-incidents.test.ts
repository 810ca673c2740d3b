import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { mockGateway, type Answer } from '../mock-gateway.js';
import { incidentList, told, wireService, type Wire } from '../upstream-responses.js';

const { cloudflare, pagerduty, run } = mockGateway();

const DOCUMENT = readFileSync(join(__dirname, '../../schema/operations/overview.graphql'), 'utf8');
const DESTINATIONS = 25;

interface Overview {
  readonly pagerDutyDestinations: {
    readonly nodes: readonly {
      readonly name: string;
      readonly policies: readonly object[];
      readonly matchingServices: readonly {
        readonly name: string;
        readonly onCall: readonly { readonly level: number; readonly user: { readonly name: string } }[];
        readonly openIncidents: { readonly nodes: readonly { readonly title: string }[] };
      }[];
    }[];
  };
}

const numbers = Array.from({ length: DESTINATIONS }, (_, index) => index + 1);
const nameOf = (number: number) => `Service ${String(number).padStart(2, '0')}`;
const policyOf = (number: number) => ({
  id: `PESC${number}`,
  type: 'escalation_policy_reference',
  summary: nameOf(number),
});
const serviceOf = (number: number) =>
  wireService({
    id: `PSVC${number}`,
    name: nameOf(number),
    summary: nameOf(number),
    escalation_policy: policyOf(number),
  });

const incidentOf = (number: number, title: string): Wire => ({
  title,
  id: `PINC${title.replaceAll(/\W/g, '')}`,
  service: { id: `PSVC${number}`, type: 'service_reference', summary: nameOf(number) },
});

function onCallsOf(levels: number): Wire[] {
  return numbers.flatMap((number) =>
    Array.from({ length: levels }, (_, index) => ({
      escalation_policy: policyOf(number),
      escalation_level: levels - index,
      user: { id: `PUSR${number}`, type: 'user_reference', summary: `Person ${number}` },
      start: null,
      end: null,
    })),
  );
}

/** Everything but the incidents. */
function upstreamsAnswer(onCalls: readonly Wire[]): void {
  const destinations = numbers.map((number) => ({ id: `d${number}`, name: nameOf(number) }));
  const policy = { id: 'p1', name: 'Floods', alert_type: 'dos_attack_l7', mechanisms: { pagerduty: destinations } };
  cloudflare.expects('GET', '/destinations/pagerduty').answers(200, told(destinations));
  cloudflare.expects('GET', '/policies').answers(200, told([policy]));
  const services = [...numbers.map(serviceOf), wireService({ name: 'Another' })];
  pagerduty.expects('GET', '/services').answers(200, { services, limit: 100, offset: 0, more: false });
  for (let offset = 0; offset < onCalls.length; offset += 100) {
    const page = {
      oncalls: onCalls.slice(offset, offset + 100),
      limit: 100,
      offset,
      more: offset + 100 < onCalls.length,
    };
    pagerduty
      .expects('GET', ({ path, query }) => path === '/oncalls' && query.get('offset') === String(offset))
      .answers(200, page);
  }
}

const calls = () => cloudflare.sent.length + pagerduty.sent.length;

function checkWhole({ data, errors }: Answer<Overview>): void {
  expect(errors).toBeUndefined();
  const { nodes } = data.pagerDutyDestinations;
  expect(nodes.map(({ name }) => name)).toEqual(numbers.map(nameOf));
  for (const { name, policies, matchingServices } of nodes) {
    expect(policies).toEqual([{ name: 'Floods', alertType: 'dos_attack_l7' }]);
    expect(matchingServices.map((service) => service.name)).toEqual([name]);
  }
}

describe('from 25 Cloudflare destinations to who is paged and what is burning', () => {
  test('is five calls with a hundred open incidents', async () => {
    upstreamsAnswer(onCallsOf(3));
    const open = Array.from({ length: 100 }, (_, index) => incidentOf((index % DESTINATIONS) + 1, `Fire ${index}`));
    pagerduty.expects('GET', '/incidents').answers(200, incidentList(open, { limit: 100 }));
    const answer = await run<Overview>(DOCUMENT);
    checkWhole(answer);
    const [first] = answer.data.pagerDutyDestinations.nodes[0]?.matchingServices ?? [];
    expect(first?.onCall.map(({ level }) => level)).toEqual([1, 2, 3]);
    expect(first?.openIncidents.nodes.map(({ title }) => title)).toEqual(['Fire 0', 'Fire 25', 'Fire 50']);
    expect(calls()).toBe(5);
  });

  test('is a sixth where more than a hundred turns of duty are on', async () => {
    upstreamsAnswer(onCallsOf(8));
    pagerduty.expects('GET', '/incidents').answers(200, incidentList([], { limit: 100 }));
    checkWhole(await run<Overview>(DOCUMENT));
    expect(calls()).toBe(6);
  });

  test('asks again only for the services that one list of incidents could not fill', async () => {
    upstreamsAnswer(onCallsOf(1));
    // The last two services have too few in a list that goes on.
    const open = Array.from({ length: 100 }, (_, index) => incidentOf((index % 23) + 1, `Fire ${index}`));
    pagerduty
      .expects('GET', ({ query }) => query.getAll('service_ids[]').length === DESTINATIONS)
      .answers(200, incidentList(open, { limit: 100, more: true }));
    for (const number of [24, 25]) {
      pagerduty
        .expects('GET', ({ query }) => query.getAll('service_ids[]').join() === `PSVC${number}`)
        .answers(200, incidentList([incidentOf(number, `Old fire ${number}`)]));
    }
    const answer = await run<Overview>(DOCUMENT);
    checkWhole(answer);
    const last = answer.data.pagerDutyDestinations.nodes.at(-1)?.matchingServices[0];
    expect(last?.openIncidents.nodes).toEqual([{ title: 'Old fire 25', status: 'ACKNOWLEDGED' }]);
    expect(calls()).toBe(7);
  });
});
