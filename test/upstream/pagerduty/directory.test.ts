import { describe, expect, it } from '@jest/globals';
import type { PagerDutyClient } from '../../../src/upstream/pagerduty/client.js';
import { pagerDutyClientHarness } from './harness.js';

const harness = pagerDutyClientHarness();

const page = { limit: 25, offset: 0 };
const PAGED = [
  ['limit', '25'],
  ['offset', '0'],
];
const policy = { id: 'PT20YPA', type: 'escalation_policy', summary: 'Another' };
const onCall = {
  user: { id: 'PU1', type: 'user_reference', summary: 'Earline' },
  schedule: null,
  escalation_policy: policy,
  escalation_level: 1,
  start: null,
  end: null,
};

describe('reading the directory', () => {
  it.each<[string, (c: PagerDutyClient) => Promise<unknown>, object, string, readonly (readonly string[])[]]>([
    [
      'escalation policies',
      (c) => c.listEscalationPolicies({ ...page, query: 'a&b' }),
      { escalation_policies: [policy], more: false },
      '/escalation_policies',
      [...PAGED, ['query', 'a&b']],
    ],
    [
      'teams',
      (c) => c.listTeams({ ...page, total: true }),
      { teams: [policy], more: false },
      '/teams',
      [...PAGED, ['total', 'true']],
    ],
    ['the owner of the key', (c) => c.getMe(), { user: onCall.user }, '/users/me', []],
    [
      'who is on call',
      (c) => c.listOnCalls(page),
      { oncalls: [onCall], more: false },
      '/oncalls',
      [...PAGED, ['time_zone', 'UTC']],
    ],
    [
      'who is on call for some policies',
      (c) => c.listOnCalls({ ...page, escalationPolicyIds: ['PE1', 'PE2'], include: ['users', 'schedules'] }),
      { oncalls: [], more: false },
      '/oncalls',
      [
        ...PAGED,
        ['time_zone', 'UTC'],
        ['escalation_policy_ids[]', 'PE1'],
        ['escalation_policy_ids[]', 'PE2'],
        ['include[]', 'users'],
        ['include[]', 'schedules'],
      ],
    ],
  ])('%s', async (_, call, body, path, query) => {
    harness.respondWith(200, body);
    await call(harness.client());
    expect(harness.sent).toMatchObject([{ method: 'GET', path, query }]);
  });

  it('accepts a shift without an id', async () => {
    harness.respondWith(200, { oncalls: [onCall], more: false });
    expect((await harness.client().listOnCalls(page)).items).toEqual([onCall]);
  });

  it.each([{ escalation_level: '1' }, { escalation_level: 1.5 }, { escalation_level: null }])(
    'accepts no shift with %j',
    async (wrong) => {
      harness.respondWith(200, { oncalls: [{ ...onCall, ...wrong }] });
      await expect(harness.client().listOnCalls(page)).rejects.toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE' });
    },
  );

  it('has PagerDuty’s own message when the key has no user', async () => {
    harness.respondWith(400, { error: 'The current user cannot be looked up with an account-level access token.' });
    await expect(harness.client().getMe()).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      upstream: { errors: [{ message: expect.stringContaining('account-level access token') }] },
    });
  });
});
