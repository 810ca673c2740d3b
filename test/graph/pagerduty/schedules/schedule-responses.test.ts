import { expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';

const { pagerduty, run } = mockGateway();

const reference = (type: string, id: string) => ({ id, type: `${type}_reference`, summary: id });
const AT = '2026-01-01T10:00:00Z';

test('an on-call that PagerDuty repeats is returned once', async () => {
  const first = {
    escalation_policy: reference('escalation_policy', 'PE1'),
    escalation_level: 1,
    user: reference('user', 'PU1'),
    schedule: reference('schedule', 'PS1'),
    start: AT,
    end: '2026-01-02T10:00:00Z',
  };
  const second = { ...first, escalation_level: 2 };
  const oncalls = [second, first, { ...first }];
  pagerduty.expects('GET', '/oncalls').respondsWith(200, { oncalls, limit: 100, offset: 0, more: false, total: null });
  const { data } = await run('{ pagerDutyAccount { onCalls { level } } }');
  expect(data).toEqual({ pagerDutyAccount: { onCalls: [{ level: 1 }, { level: 2 }] } });
});

test('an on-call whose start is not a time stands with those who are always on call', async () => {
  const oncalls = [
    { escalation_level: 3, start: AT },
    { escalation_level: 2, start: { toString: 1 } },
    { escalation_level: 1, start: null },
  ];
  pagerduty.expects('GET', '/oncalls').respondsWith(200, { oncalls, limit: 100, offset: 0, more: false, total: null });
  const { data } = await run('{ pagerDutyAccount { onCalls { level } } }');
  expect(data).toEqual({ pagerDutyAccount: { onCalls: [{ level: 1 }, { level: 2 }, { level: 3 }] } });
});

test('a shift that cannot be read costs only itself', async () => {
  const shifts = [
    { user: reference('user', 'PU1'), start: AT, end: '2026-01-02T10:00:00Z' },
    { user: reference('user', 'PU2'), start: 'tomorrow', end: AT },
  ];
  const schedule = { id: 'PS1', type: 'schedule', final_schedule: { rendered_schedule_entries: shifts } };
  pagerduty.expects('GET', '/schedules/PS1').respondsWith(200, { schedule: { id: 'PS1', type: 'schedule' } });
  pagerduty.expects('GET', '/schedules/PS1').respondsWith(200, { schedule });
  const { data, errors } = await run('{ schedule(by: { pagerDutyId: "PS1" }) { shifts { user { name } } } }');
  expect(data).toEqual({ schedule: { shifts: [{ user: { name: 'PU1' } }] } });
  expect(errors).toMatchObject([{ path: ['schedule', 'shifts'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
});
