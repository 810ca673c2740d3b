import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';
import { incidentList, incidentBody, pagerDutyError, wireService, wireUser } from '../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

async function requestedIncludes(selection: string, variables: Record<string, unknown> = {}, fragments = '') {
  pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([]));
  const names = Object.keys(variables).map((name) => `$${name}: Boolean!`);
  const head = names.length > 0 ? `query (${names.join(', ')})` : 'query';
  const { errors } = await run(`${head} { incidents { ${selection} } } ${fragments}`, variables);
  expect(errors).toBeUndefined();
  return pagerduty.call(0).query.getAll('include[]');
}

describe('a list with relations', () => {
  test('is one call, with service and assignees', async () => {
    const assignments = [{ at: '2026-01-01T10:00:00Z', assignee: wireUser() }];
    const page = incidentList([{ assignments }, { id: 'PT4KHLL', incident_number: 1235, assignments: [] }]);
    pagerduty.expects('GET', '/incidents').respondsWith(200, page);
    const { data, errors } = await run(
      '{ incidents(first: 25) { nodes { service { name } assignees { name email } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      incidents: {
        nodes: [
          { service: { name: 'Mail' }, assignees: [{ name: 'Earline Greenholt', email: 'earline@example.com' }] },
          { service: { name: 'Mail' }, assignees: [] },
        ],
      },
    });
    expect(pagerduty.call(0).query.get('limit')).toBe('25');
  });

  test('is one call with every relation expanded', async () => {
    const user = wireUser();
    const policy = { id: 'PT20YPA', type: 'escalation_policy', summary: 'Mail people', name: 'Mail people' };
    const incident = {
      service: wireService(),
      assignments: [{ at: '2026-01-01T10:00:00Z', assignee: user }],
      acknowledgements: [{ at: '2026-01-01T10:01:00Z', acknowledger: user }],
      last_status_change_by: user,
      escalation_policy: policy,
      priority: { id: 'P53ZZH5', type: 'priority', summary: 'P2', name: 'P2', color: 'eb6016' },
      teams: [{ id: 'PQ9K7I8', type: 'team', summary: 'Infrastructure' }],
      conference_bridge: { conference_number: '+1 415-555-1212', conference_url: null },
    };
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([incident]));
    const { data, errors } = await run(`{ incidents { nodes {
      service { name description status escalationPolicy { name } teams { name } }
      assignees { email timeZone avatarUrl }
      acknowledgements { by { kind user { email } } }
      lastStatusChangeBy { user { email } }
      escalationPolicy { name } priority { name color } teams { name } conferenceBridge { number url }
    } } }`);
    expect(errors).toBeUndefined();
    expect(pagerduty.call(0).query.getAll('include[]').toSorted()).toEqual([
      'acknowledgers',
      'agents',
      'assignees',
      'conference_bridge',
      'priorities',
      'services',
    ]);
    expect(data).toMatchObject({
      incidents: {
        nodes: [
          {
            service: {
              description: 'Incoming and outgoing mail',
              status: 'ACTIVE',
              teams: [{ name: 'Infrastructure' }],
            },
            assignees: [{ email: 'earline@example.com', timeZone: 'America/Lima' }],
            acknowledgements: [{ by: { kind: 'USER', user: { email: 'earline@example.com' } } }],
            lastStatusChangeBy: { user: { email: 'earline@example.com' } },
            priority: { name: 'P2', color: '#eb6016' },
            conferenceBridge: { number: '+1 415-555-1212', url: null },
          },
        ],
      },
    });
  });

  test.each([
    [
      'nothing when only fields of references are selected',
      'nodes { service { __typename id pagerDutyId name url } teams { name } escalationPolicy { name } assignees { name } }',
      [],
    ],
    ['a relation that is selected under edges', 'edges { node { service { status } } }', ['services']],
    ['a relation under an alias', 'page: nodes { who: assignees { mail: email } }', ['assignees']],
    [
      'relations of both nodes and edges',
      'nodes { assignees { email } } edges { node { service { status } } }',
      ['assignees', 'services'],
    ],
    [
      'a relation that one of two aliases needs expanded',
      'nodes { a: service { name } b: service { status } }',
      ['services'],
    ],
    ['a relation in an inline fragment', 'nodes { ... on Incident { service { status } } }', ['services']],
    ['nothing for agents when no user is selected', 'nodes { lastStatusChangeBy { kind name } }', []],
  ])('makes PagerDuty expand %s', async (_, selection, includes) => {
    expect(await requestedIncludes(selection)).toEqual(includes);
  });

  test('makes PagerDuty expand a relation in a named fragment', async () => {
    const fragments = 'fragment Where on Incident { service { ...How } } fragment How on PagerDutyService { status }';
    expect(await requestedIncludes('nodes { ...Where }', {}, fragments)).toEqual(['services']);
  });

  test.each([
    [true, ['services']],
    [false, ['assignees']],
  ])('respects @include and @skip (%s)', async (full, includes) => {
    const selection = 'nodes { service @include(if: $full) { status } assignees @skip(if: $full) { email } }';
    expect(await requestedIncludes(selection, { full })).toEqual(includes);
  });

  test('requests the total only when it is selected', async () => {
    await requestedIncludes('nodes { id }');
    expect(pagerduty.call(0).query.has('total')).toBe(false);
    await requestedIncludes('totalCount');
    expect(pagerduty.call(1).query.get('total')).toBe('true');
  });
});

describe('a relation that is not expanded', () => {
  const SERVICE = { id: 'PIJ90N7', type: 'service_reference', summary: 'Mail' };
  const OTHER = { id: 'PIJ90N8', type: 'service_reference', summary: 'Web' };
  const LIST = incidentList([
    { service: SERVICE },
    { id: 'PT4KHLL', incident_number: 1235, service: OTHER },
    { id: 'PT4KHLM', incident_number: 1236, service: SERVICE },
  ]);

  test('is read once however many incidents share it', async () => {
    pagerduty.expects('GET', '/incidents').respondsWith(200, LIST);
    pagerduty.expects('GET', '/services/PIJ90N7').respondsWith(200, { service: wireService() });
    pagerduty
      .expects('GET', '/services/PIJ90N8')
      .respondsWith(200, { service: wireService({ id: 'PIJ90N8', name: 'Web' }) });
    const { data, errors } = await run('{ incidents { nodes { service { name status } } } }');
    expect(errors).toBeUndefined();
    const mail = { service: { name: 'Mail', status: 'ACTIVE' } };
    expect(data).toEqual({ incidents: { nodes: [mail, { service: { name: 'Web', status: 'ACTIVE' } }, mail] } });
  });

  test('and cannot be read makes only its other fields null, with an error at the path', async () => {
    pagerduty.expects('GET', '/incidents').respondsWith(200, LIST);
    pagerduty.expects('GET', '/services/PIJ90N7').respondsWith(200, { service: wireService() });
    pagerduty.expects('GET', '/services/PIJ90N8').respondsWith(403, pagerDutyError('Access Denied', 2010));
    const { data, errors } = await run('{ incidents { nodes { number service { name status } } } }');
    const active = { name: 'Mail', status: 'ACTIVE' };
    expect(data).toEqual({
      incidents: {
        nodes: [
          { number: 1234, service: active },
          { number: 1235, service: { name: 'Web', status: null } },
          { number: 1236, service: active },
        ],
      },
    });
    expect(errors).toMatchObject([
      { path: ['incidents', 'nodes', 1, 'service', 'status'], extensions: { code: 'UPSTREAM_FORBIDDEN' } },
    ]);
  });

  test('to one user is read once, whatever fields are selected', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
    pagerduty.expects('GET', '/users/PXPGF42').respondsWith(200, { user: wireUser() });
    const document = '{ incident(by: { pagerDutyId: "PT4KHLK" }) { assignees { email timeZone avatarUrl } } }';
    const { data } = await run(document);
    expect(data).toEqual({
      incident: {
        assignees: [
          { email: 'earline@example.com', timeZone: 'America/Lima', avatarUrl: 'https://pictures.example/earline' },
        ],
      },
    });
  });
});
