import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../graph/mock-gateway.js';
import { cloudflareResult, wireService, wireUser } from '../graph/upstream-responses.js';

const { pagerduty, cloudflare, run } = mockGateway();

/** Responds with another page forever. */
function mockNextPages(path: string, body: object): void {
  pagerduty.allows('GET', path).respondsWith(200, { limit: 100, offset: 0, more: true, ...body });
}

const callCount = (path: string) => pagerduty.sent.filter((sent) => sent.path === path).length;

/** Lists that are read to their end, each with the query that reads it. */
const COMPLETE_LISTS: Readonly<Record<string, readonly [path: string, key: string, entry: object, document: string]>> =
  {
    'on-calls': [
      '/oncalls',
      'oncalls',
      {
        escalation_policy: { id: 'PT20YPA', type: 'escalation_policy_reference' },
        escalation_level: 1,
        user: wireUser(),
      },
      '{ service(by: { pagerDutyId: "PIJ90N7" }) { onCall { level } } }',
    ],
    priorities: [
      '/priorities',
      'priorities',
      { id: 'P1', type: 'priority', name: 'P1' },
      '{ pagerDutyAccount { priorities { name } } }',
    ],
    'people by e-mail': [
      '/users',
      'users',
      wireUser({ email: 'somebody.else@example.com' }),
      '{ incidents(filter: { assignees: [{ email: "nobody@example.com" }] }) { nodes { id } } }',
    ],
    'services by name': [
      '/services',
      'services',
      wireService(),
      '{ pagerDutyDestinations { nodes { matchingServices { name } } } }',
    ],
  };

/** Mocks the other requests of these queries. */
function mockRest(): void {
  pagerduty.allows('GET', '/services/PIJ90N7').respondsWith(200, { service: wireService() });
  cloudflare.allows('GET', '/destinations/pagerduty').respondsWith(200, cloudflareResult([{ id: 'd1', name: 'Post' }]));
  pagerduty.allows('GET', '/incidents').respondsWith(200, { incidents: [], more: false });
}

describe.each(Object.entries(COMPLETE_LISTS))('%s', (_, [path, key, entry, document]) => {
  test('end at a page that announces more entries and has none', async () => {
    mockNextPages(path, { [key]: [] });
    mockRest();
    await run(document);
    expect(callCount(path)).toBe(1);
  });

  test('need at most ten calls', async () => {
    mockNextPages(path, { [key]: [entry] });
    mockRest();
    const { errors } = await run(document);
    expect(callCount(path)).toBe(10);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});

test('stop once the user is found', async () => {
  mockNextPages('/users', { users: [wireUser({ email: 'Earline@example.com' })] });
  pagerduty.expects('GET', '/incidents').respondsWith(200, { incidents: [], more: false });
  await run('{ incidents(filter: { assignees: [{ email: "earline@example.com" }] }) { nodes { id } } }');
  expect(callCount('/users')).toBe(1);
});

test('more than five assignees by e-mail are refused before any call', async () => {
  const assignees = Array.from({ length: 6 }, (_, index) => ({ email: `person${index}@example.com` }));
  const document = 'query ($assignees: [UserRef!]) { incidents(filter: { assignees: $assignees }) { nodes { id } } }';
  const { errors } = await run(document, { assignees });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['filter', 'assignees'] } }]);
  expect(pagerduty.sent).toEqual([]);
});
