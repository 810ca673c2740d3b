import { describe, expect, test } from '@jest/globals';
import { ALL_SCOPES, errorCodes, liveGateways } from '../../../server/harness.js';

const { open, sandbox } = liveGateways();
const openAll = () => open({ ANONYMOUS_SCOPES: ALL_SCOPES, REFERENCE_CACHE_SECONDS: '0' });

const IMPACTED = `{ pagerDutyAccount { impactedBusinessServices {
  services { name impact { status highestPriority { name } } impactingIncidents { incidents { number } hasMore } }
  hasMore
} } }`;

interface Impacted {
  readonly services: readonly {
    readonly name: string;
    readonly impact: { readonly status: string; readonly highestPriority: { readonly name: string } | null };
    readonly impactingIncidents: {
      readonly incidents: readonly { readonly number: number }[];
      readonly hasMore: boolean;
    };
  }[];
  readonly hasMore: boolean;
}

const readImpacted = (data: Readonly<Record<string, unknown>> | null) =>
  (data?.['pagerDutyAccount'] as { impactedBusinessServices: Impacted } | undefined)?.impactedBusinessServices;

describe('the impacted business services', () => {
  test('are named with their incidents, until these are resolved', async () => {
    const gateway = await openAll();
    const before = readImpacted((await gateway.run(IMPACTED)).data);
    const sales = before?.services.find(({ name }) => name === 'Ticket sales');
    expect(sales?.impact).toEqual({ status: 'IMPACTED', highestPriority: { name: expect.stringMatching(/^P\d$/) } });
    const numbers = sales?.impactingIncidents.incidents.map(({ number }) => ({ number })) ?? [];
    expect(numbers.length).toBeGreaterThan(0);
    const input = { incidents: numbers, actor: 'tomasz.wilk@example.com' };
    const resolve =
      'mutation ($input: ResolveIncidentsInput!) { resolveIncidents(input: $input) { userErrors { code } } }';
    await gateway.run(resolve, {}, { input });
    const after = readImpacted((await gateway.run(IMPACTED)).data);
    expect(after?.services.map(({ name }) => name)).not.toContain('Ticket sales');
    expect(after?.hasMore).toBe(false);
  });
});

describe('the business services of an account', () => {
  test('have their impacts in one more call, and their details in none', async () => {
    const gateway = await openAll();
    const { data } = await gateway.run(`{ pagerDutyAccount { businessServices { totalCount nodes {
      pagerDutyId description pointOfContact team { pagerDutyId } impact { status }
    } } } }`);
    expect(data).toMatchObject({
      pagerDutyAccount: {
        businessServices: {
          totalCount: 3,
          nodes: [
            {
              pagerDutyId: 'PBS0001',
              description: 'Everything between a search and a ticket',
              pointOfContact: 'Head of sales',
              team: { pagerDutyId: 'PTEAM01' },
              impact: { status: 'IMPACTED' },
            },
            { pagerDutyId: 'PBS0002' },
            { pagerDutyId: 'PBS0003', description: null, team: null, impact: { status: 'NOT_IMPACTED' } },
          ],
        },
      },
    });
    expect(gateway.calls()).toHaveLength(2);
  });

  test('are read by id, and an impacted one is completed by one read', async () => {
    const gateway = await openAll();
    const { data } = await gateway.run(`{
      node(id: "pagerduty://main/BusinessService/PBS0001") { ... on BusinessService { name pointOfContact } }
      gone: node(id: "pagerduty://main/BusinessService/PBS9999") { id }
    }`);
    expect(data).toEqual({ node: { name: 'Ticket sales', pointOfContact: 'Head of sales' }, gone: null });
  });

  test('need INCIDENTS_READ; a failure of the impacts costs these only', async () => {
    const writer = await open({ ANONYMOUS_SCOPES: 'INCIDENTS_WRITE' });
    expect(errorCodes(await writer.run(IMPACTED))).toEqual(['FORBIDDEN']);
    expect(writer.calls()).toEqual([]);
    const gateway = await openAll();
    sandbox().control.pagerduty.addFault({ kind: 'malformed', method: 'GET', path: '/business_services/impacts' });
    const { data, errors } = await gateway.run(
      '{ pagerDutyAccount { businessServices { nodes { name impact { status } } } } }',
    );
    expect(data).toMatchObject({
      pagerDutyAccount: { businessServices: { nodes: [{ name: 'Ticket sales', impact: null }, {}, {}] } },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }, {}, {}]);
  });
});
