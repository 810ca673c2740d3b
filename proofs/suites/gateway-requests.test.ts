import { describe, expect, test } from '@jest/globals';
import { sandboxGateway } from '../../test/operations/sandbox-gateway.js';

// Every kind of request the gateway can send, so that all of them are judged by the vendors' documents.
const stage = sandboxGateway();

/** The data of an operation that went well in every part. */
async function data(operation: string, variables: object = {}) {
  const { data: answered, errors } = await stage.run(operation, variables);
  expect(errors).toBeUndefined();
  return answered ?? {};
}

async function change(name: string, selection: string, input: object) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code message } } }`;
  const { [name]: payload } = await data(query, { input });
  return payload as Record<string, unknown>;
}

const asked = () => stage.sent.map(({ method, path }) => `${method} ${decodeURIComponent(path).split('?')[0]}`);

const EVERYTHING = `
  number conferenceBridge { url } alertCounts { all } lastStatusChangeBy { user { email } }
  acknowledgements { by { user { email } } } assignees { email timeZone } escalationPolicy { name }
  priority { name color } service { name status } teams { name }`;

describe('reading', () => {
  test('incidents by every filter, in two orders, with all that can be included', async () => {
    const filter = {
      statuses: ['TRIGGERED', 'ACKNOWLEDGED'],
      urgencies: ['HIGH', 'LOW'],
      services: [{ pagerDutyId: 'PSVC001' }, { pagerDutyId: 'PSVC003' }],
      teams: [{ pagerDutyId: 'PTEAM01' }, { pagerDutyId: 'PTEAM03' }],
      assignees: [{ email: 'tomasz.wilk@example.com' }, { pagerDutyId: 'PUSR009' }],
    };
    const orderBy = [{ field: 'URGENCY' }, { field: 'CREATED_AT', direction: 'ASC' }];
    const query = `query ($filter: IncidentFilter, $orderBy: [IncidentOrder!]) {
      incidents(first: 100, filter: $filter, orderBy: $orderBy) { totalCount nodes { ${EVERYTHING} } }
    }`;
    expect(await data(query, { filter, orderBy })).toMatchObject({ incidents: { totalCount: expect.any(Number) } });
    expect(asked()).toEqual(['GET /users', 'GET /incidents']);
  });

  test('incidents of a window, by key and page by page', async () => {
    const now = Date.now();
    const createdSince = new Date(now - 100 * 86_400_000).toISOString();
    const filter = { createdSince, createdUntil: new Date(now).toISOString(), dedupKey: 'no/such key' };
    const page = `query ($filter: IncidentFilter, $after: String) {
      incidents(first: 5, after: $after, filter: $filter) { nodes { number } pageInfo { endCursor } }
    }`;
    expect(await data(page, { filter })).toMatchObject({ incidents: { nodes: [] } });
    const { incidents } = (await data(page)) as { incidents: { pageInfo: { endCursor: string } } };
    expect(await data(page, { after: incidents.pageInfo.endCursor })).toMatchObject({
      incidents: { nodes: [{}, {}, {}, {}, {}] },
    });
  });

  test('one incident by number and by key, with all that can be included', async () => {
    const query = `query ($by: IncidentRef!) { incident(by: $by) { ${EVERYTHING} } }`;
    expect(await data(query, { by: { number: 1257 } })).toMatchObject({ incident: { number: 1257 } });
    const dedup = { dedupKey: 'no/such key', service: { pagerDutyId: 'PSVC001' } };
    expect(await data(query, { by: { dedup } })).toEqual({ incident: null });
  });

  test('services by name and page, and any object by its id', async () => {
    await data('{ services(query: "book", first: 1) { totalCount nodes { name status } } }');
    const ids = ['PagerDutyService/PSVC001', 'PagerDutyUser/PUSR002', 'Team/PTEAM01', 'EscalationPolicy/PESC001'];
    const { nodes } = await data(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on PagerDutyService { description } ... on PagerDutyUser { email } } }',
      {
        ids: ids.map((id) => `pagerduty://main/${id}`),
      },
    );
    expect(nodes).toHaveLength(ids.length);
    expect(nodes).not.toContain(null);
  });

  test('all that Cloudflare tells', async () => {
    const { cloudflareAccount } = await data(`{ cloudflareAccount {
      pagerDutyEligibility { eligible ready } pagerDutyDestinations { nodes { name policies { name } } }
    } }`);
    expect(cloudflareAccount).toMatchObject({ pagerDutyEligibility: { eligible: true } });
  });
});

describe('changing', () => {
  const service = { pagerDutyId: 'PSVC001' };

  test('an incident to a person, or to a policy, with everything that can be said about it', async () => {
    const common = { service, title: 'Fog', details: 'Thick.', urgency: 'LOW', incidentType: 'major_incident' };
    const toPerson = {
      ...common,
      priority: { name: 'P2' },
      target: { assignee: { email: 'ines.carvalho@example.com' } },
    };
    const toPolicy = {
      ...common,
      dedupKey: 'port/fog',
      priority: { pagerDutyId: 'PPRIO03' },
      target: { escalationPolicy: { pagerDutyId: 'PESC003' } },
      actor: 'tomasz.wilk@example.com',
    };
    for (const input of [toPerson, toPolicy])
      expect(await change('triggerIncident', 'created', input)).toEqual({ created: true, userErrors: [] });
    const again = { ...toPolicy, onDuplicate: 'RETURN_EXISTING' };
    expect(await change('triggerIncident', 'created', again)).toEqual({ created: false, userErrors: [] });
  });

  test('an incident: acknowledged, noted, resolved', async () => {
    const incident = { number: 1260 };
    expect(await change('acknowledgeIncident', 'changed', { incident })).toMatchObject({ changed: true });
    expect(await change('addIncidentNote', 'note { content }', { incident, content: 'Lamps lit.' })).toMatchObject({
      note: { content: 'Lamps lit.' },
    });
    const resolved = { incident, resolution: 'The fog lifted.', note: 'Lamps out.' };
    expect(await change('resolveIncident', 'changed', resolved)).toMatchObject({ changed: true });
  });

  test('incidents, many at once', async () => {
    const incidents = [{ number: 1259 }, { number: 1260 }];
    const acknowledged = await change('acknowledgeIncidents', 'results { changed }', { incidents });
    expect(acknowledged['results']).toEqual([{ changed: true }, { changed: true }]);
    const resolved = await change('resolveIncidents', 'results { changed }', { incidents, resolution: 'Over.' });
    expect(resolved['results']).toEqual([{ changed: true }, { changed: true }]);
  });

  test('destinations: a token, a link before its time, all of them deleted', async () => {
    const { token } = await change('createPagerDutyConnectToken', 'token', {});
    expect(await change('connectPagerDuty', 'connectionId', { token })).toMatchObject({
      userErrors: [{ code: 'CONNECT_TOKEN_REJECTED' }],
    });
    const { pagerDutyDestinations } = await data('{ pagerDutyDestinations { nodes { id } } }');
    const expectedIds = (pagerDutyDestinations as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
    const { deletedIds } = await change('deletePagerDutyDestinations', 'deletedIds', { expectedIds });
    expect(new Set(deletedIds as string[])).toEqual(new Set(expectedIds));
  });
});
