import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { mockGateway, type GraphQLResponse } from '../mock-gateway.js';
import { incidentList, cloudflareResult, wireService, type WireObject } from '../upstream-responses.js';

const { cloudflare, pagerduty, run } = mockGateway();

const DOCUMENT = readFileSync(join(__dirname, '../../../schema/operations/overview.graphql'), 'utf8');
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
const serviceName = (number: number) => `Service ${String(number).padStart(2, '0')}`;
const policyFor = (number: number) => ({
  id: `PESC${number}`,
  type: 'escalation_policy_reference',
  summary: serviceName(number),
});
const serviceFor = (number: number) =>
  wireService({
    id: `PSVC${number}`,
    name: serviceName(number),
    summary: serviceName(number),
    escalation_policy: policyFor(number),
  });

const incidentFor = (number: number, title: string): WireObject => ({
  title,
  id: `PINC${title.replaceAll(/\W/g, '')}`,
  service: { id: `PSVC${number}`, type: 'service_reference', summary: serviceName(number) },
});

function onCallsAtLevels(levels: number): WireObject[] {
  return numbers.flatMap((number) =>
    Array.from({ length: levels }, (_, index) => ({
      escalation_policy: policyFor(number),
      escalation_level: levels - index,
      user: { id: `PUSR${number}`, type: 'user_reference', summary: `Person ${number}` },
      start: null,
      end: null,
    })),
  );
}

/** Mocks everything but the incidents. */
function mockUpstreams(onCalls: readonly WireObject[]): void {
  const destinations = numbers.map((number) => ({ id: `d${number}`, name: serviceName(number) }));
  const policy = { id: 'p1', name: 'Floods', alert_type: 'dos_attack_l7', mechanisms: { pagerduty: destinations } };
  cloudflare.expects('GET', '/destinations/pagerduty').respondsWith(200, cloudflareResult(destinations));
  cloudflare.expects('GET', '/policies').respondsWith(200, cloudflareResult([policy]));
  const services = [...numbers.map(serviceFor), wireService({ name: 'Another' })];
  pagerduty.expects('GET', '/services').respondsWith(200, { services, limit: 100, offset: 0, more: false });
  for (let offset = 0; offset < onCalls.length; offset += 100) {
    const page = {
      oncalls: onCalls.slice(offset, offset + 100),
      limit: 100,
      offset,
      more: offset + 100 < onCalls.length,
    };
    pagerduty
      .expects('GET', ({ path, query }) => path === '/oncalls' && query.get('offset') === String(offset))
      .respondsWith(200, page);
  }
}

const callCount = () => cloudflare.sent.length + pagerduty.sent.length;

function expectComplete({ data, errors }: GraphQLResponse<Overview>): void {
  expect(errors).toBeUndefined();
  const { nodes } = data.pagerDutyDestinations;
  expect(nodes.map(({ name }) => name)).toEqual(numbers.map(serviceName));
  for (const { name, policies, matchingServices } of nodes) {
    expect(policies).toEqual([{ name: 'Floods', alertType: 'dos_attack_l7' }]);
    expect(matchingServices.map((service) => service.name)).toEqual([name]);
  }
}

describe('from 25 Cloudflare destinations to on-calls and open incidents', () => {
  test('takes five calls with a hundred open incidents', async () => {
    mockUpstreams(onCallsAtLevels(3));
    const open = Array.from({ length: 100 }, (_, index) => incidentFor((index % DESTINATIONS) + 1, `Fire ${index}`));
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList(open, { limit: 100 }));
    const response = await run<Overview>(DOCUMENT);
    expectComplete(response);
    const [first] = response.data.pagerDutyDestinations.nodes[0]?.matchingServices ?? [];
    expect(first?.onCall.map(({ level }) => level)).toEqual([1, 2, 3]);
    expect(first?.openIncidents.nodes.map(({ title }) => title)).toEqual(['Fire 0', 'Fire 25', 'Fire 50']);
    expect(callCount()).toBe(5);
  });

  test('takes a sixth call for more than a hundred shifts', async () => {
    mockUpstreams(onCallsAtLevels(8));
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([], { limit: 100 }));
    expectComplete(await run<Overview>(DOCUMENT));
    expect(callCount()).toBe(6);
  });

  test('repeats the read only for services that one list of incidents could not fill', async () => {
    mockUpstreams(onCallsAtLevels(1));
    // The last two services have too few incidents in a list that has more pages.
    const open = Array.from({ length: 100 }, (_, index) => incidentFor((index % 23) + 1, `Fire ${index}`));
    pagerduty
      .expects('GET', ({ query }) => query.getAll('service_ids[]').length === DESTINATIONS)
      .respondsWith(200, incidentList(open, { limit: 100, more: true }));
    for (const number of [24, 25]) {
      pagerduty
        .expects('GET', ({ query }) => query.getAll('service_ids[]').join() === `PSVC${number}`)
        .respondsWith(200, incidentList([incidentFor(number, `Old fire ${number}`)]));
    }
    const response = await run<Overview>(DOCUMENT);
    expectComplete(response);
    const last = response.data.pagerDutyDestinations.nodes.at(-1)?.matchingServices[0];
    expect(last?.openIncidents.nodes).toEqual([{ title: 'Old fire 25', status: 'ACKNOWLEDGED' }]);
    expect(callCount()).toBe(7);
  });
});
