import { describe, expect, test } from '@jest/globals';
import { CLOUDFLARE_ID, mockGateway } from '../mock-gateway.js';
import { incidentBody, pagerDutyError, cloudflareResult, wireService, wireUser } from '../upstream-responses.js';

const { pagerduty, cloudflare, run } = mockGateway();

const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';
const INCIDENT = 'pagerduty://main/Incident/PT4KHLK';
const TEAM = { id: 'PQ9K7I8', type: 'team', summary: 'Infrastructure' };
const POLICY = { id: 'PT20YPA', type: 'escalation_policy', summary: 'Mail people' };

describe('any node is found by its id', () => {
  test.each<[string, string, string, unknown]>([
    ['Incident', 'PT4KHLK', '/incidents/PT4KHLK', incidentBody()],
    ['PagerDutyService', 'PIJ90N7', '/services/PIJ90N7', { service: wireService() }],
    ['PagerDutyUser', 'PXPGF42', '/users/PXPGF42', { user: wireUser() }],
    ['Team', 'PQ9K7I8', '/teams/PQ9K7I8', { team: TEAM }],
    ['EscalationPolicy', 'PT20YPA', '/escalation_policies/PT20YPA', { escalation_policy: POLICY }],
  ])('%s, from PagerDuty', async (type, upstreamId, path, body) => {
    pagerduty.expects('GET', path).respondsWith(200, body);
    const id = `pagerduty://main/${type}/${upstreamId}`;
    expect((await run(NODE, { id })).data).toEqual({ node: { __typename: type, id } });
  });

  test.each([
    ['PagerDutyDestination', '/destinations/pagerduty'],
    ['NotificationPolicy', '/policies'],
  ])('%s, from Cloudflare', async (type, path) => {
    cloudflare.expects('GET', path).respondsWith(200, cloudflareResult([{ id: 'd1' }, { id: 'd2' }]));
    const id = `cloudflare://main/${type}/d2`;
    expect((await run(NODE, { id })).data).toEqual({ node: { __typename: type, id } });
  });

  test.each(['pagerduty://second/PagerDutyAccount/second', `cloudflare://main/CloudflareAccount/${CLOUDFLARE_ID}`])(
    '%s, without an upstream call',
    async (id) => {
      expect((await run(NODE, { id })).data).toMatchObject({ node: { id } });
    },
  );

  test('with its relations, in one call', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody({ service: wireService() }));
    const document = `query ($id: ID!) { node(id: $id) { ... on Incident { number service { status } } } }`;
    expect((await run(document, { id: INCIDENT })).data).toEqual({
      node: { number: 1234, service: { status: 'ACTIVE' } },
    });
    expect(pagerduty.call().query.getAll('include[]')).toEqual(['services']);
  });

  test('and is null when it is deleted', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(404, pagerDutyError('Not Found', 2100));
    expect(await run(NODE, { id: INCIDENT })).toEqual({ status: 200, data: { node: null } });
  });
});

describe('an id without an object', () => {
  test.each([
    '',
    'PT4KHLK',
    'pagerduty://main/Incident/../services',
    'pagerduty://main/Nonsense/PT4KHLK',
    'pagerduty://main/constructor/PT4KHLK',
    'pagerduty://main/toString/PT4KHLK',
    'pagerduty://main/PagerDutyDestination/d1',
    'cloudflare://main/Incident/PT4KHLK',
    'pagerduty://third/Incident/PT4KHLK',
  ])('%j is refused before any call', async (id) => {
    const { data, errors } = await run(NODE, { id });
    expect(data).toEqual({ node: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['id'] } }]);
  });
});

describe('several nodes at once', () => {
  const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

  test('are returned in the requested order, each read once, with an error only for the unreadable one', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
    pagerduty.expects('GET', '/services/PIJ90N7').respondsWith(403, pagerDutyError('Access Denied', 2010));
    const ids = [INCIDENT, 'pagerduty://main/PagerDutyService/PIJ90N7', INCIDENT];
    const { data, errors } = await run(NODES, { ids });
    expect(data).toEqual({ nodes: [{ id: INCIDENT }, null, { id: INCIDENT }] });
    expect(errors).toMatchObject([{ path: ['nodes', 1], extensions: { code: 'UPSTREAM_FORBIDDEN' } }]);
  });

  test('are at most 100', async () => {
    const { errors } = await run(NODES, { ids: Array.from({ length: 101 }, () => INCIDENT) });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['ids'] } }]);
  });
});
