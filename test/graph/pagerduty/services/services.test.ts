import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';
import { pagerDutyError, wireService } from '../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

const LIST = `query ($query: String, $first: Int, $after: String) { services(query: $query, first: $first, after: $after) {
  totalCount nodes { name } pageInfo { hasNextPage hasPreviousPage endCursor }
} }`;

interface Page {
  readonly services: {
    readonly nodes: readonly { readonly name: string }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

function mockServices(names: readonly string[], page: object = {}): void {
  const services = names.map((name) => wireService({ id: `PSVC${name}`, name, summary: name }));
  pagerduty
    .expects('GET', '/services')
    .respondsWith(200, { services, limit: 25, offset: 0, more: false, total: null, ...page });
}

describe('a service', () => {
  test('has the same status in any letter case', async () => {
    pagerduty.expects('GET', '/services/PIJ90N7').respondsWith(200, { service: wireService({ status: 'Warning' }) });
    expect((await run('{ service(by: { pagerDutyId: "PIJ90N7" }) { status } }')).data).toEqual({
      service: { status: 'WARNING' },
    });
  });

  test('is returned completely with one call', async () => {
    pagerduty.expects('GET', '/services/PIJ90N7').respondsWith(200, { service: wireService() });
    const document = `{ service(by: { pagerDutyId: "PIJ90N7" }) {
      id pagerDutyId name description status url escalationPolicy { id name } teams { name }
    } }`;
    expect((await run(document)).data).toEqual({
      service: {
        id: 'pagerduty://main/PagerDutyService/PIJ90N7',
        pagerDutyId: 'PIJ90N7',
        name: 'Mail',
        description: 'Incoming and outgoing mail',
        status: 'ACTIVE',
        url: 'https://example.pagerduty.com/service-directory/PIJ90N7',
        escalationPolicy: { id: 'pagerduty://main/EscalationPolicy/PT20YPA', name: 'Mail people' },
        teams: [{ name: 'Infrastructure' }],
      },
    });
  });

  test('is null without an error when PagerDuty does not know it', async () => {
    pagerduty.expects('GET', '/services/PIJ90N7').respondsWith(404, pagerDutyError('Not Found', 2100));
    expect(await run('{ service(by: { pagerDutyId: "PIJ90N7" }) { id } }')).toEqual({
      status: 200,
      data: { service: null },
    });
  });

  test('has the status UNKNOWN for an unknown value', async () => {
    pagerduty.expects('GET', '/services/PIJ90N7').respondsWith(200, { service: wireService({ status: 'asleep' }) });
    const document = '{ service(by: { id: "pagerduty://main/PagerDutyService/PIJ90N7" }) { status } }';
    expect((await run(document)).data).toEqual({ service: { status: 'UNKNOWN' } });
  });

  test.each([
    ['{ pagerDutyId: "../users" }', 'pagerDutyId'],
    ['{ id: "pagerduty://main/Incident/PT4KHLK" }', 'id'],
  ])('by %s is refused before PagerDuty is called', async (by, field) => {
    const { data, errors } = await run(`{ service(by: ${by}) { id } }`);
    expect(data).toEqual({ service: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['by', field] } }]);
  });
});

describe('services', () => {
  test('have no total when PagerDuty’s total contradicts its entries', async () => {
    mockServices(['Data', 'Mail'], { total: 0 });
    expect((await run(LIST)).data).toMatchObject({ services: { totalCount: null, nodes: [{}, {}] } });
  });

  test('are paginated by their cursors', async () => {
    mockServices(['Data', 'Mail'], { more: true, total: 3 });
    const { data } = await run<Page>(LIST, { first: 2 });
    expect(data).toMatchObject({
      services: {
        totalCount: 3,
        nodes: [{ name: 'Data' }, { name: 'Mail' }],
        pageInfo: { hasNextPage: true, hasPreviousPage: false },
      },
    });
    mockServices(['Mail', 'Web'], { offset: 1 });
    expect((await run(LIST, { first: 2, after: data.services.pageInfo.endCursor })).data).toMatchObject({
      services: { nodes: [{ name: 'Web' }], pageInfo: { hasNextPage: false, hasPreviousPage: true } },
    });
    expect(Object.fromEntries(pagerduty.call().query)).toMatchObject({ limit: '3', offset: '1' });
  });

  test('are found by a part of the name, and a cursor of another search is refused', async () => {
    mockServices(['Mail']);
    const { data } = await run<Page>(LIST, { query: 'ai' });
    expect(pagerduty.call().query.get('query')).toBe('ai');
    const { errors } = await run(LIST, { query: 'eb', after: data.services.pageInfo.endCursor });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['after'] } }]);
  });

  test.each([
    ['a blank search', { query: ' ' }, 'query'],
    ['a page of 0', { first: 0 }, 'first'],
    ['a page of 101', { first: 101 }, 'first'],
  ])('are not requested with %s', async (_, variables, field) => {
    const { errors } = await run(LIST, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: [field] } }]);
  });
});
