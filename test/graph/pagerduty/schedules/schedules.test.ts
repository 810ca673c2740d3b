import { describe, expect, test } from '@jest/globals';
import { sandboxGateway } from '../../../operations/sandbox-gateway.js';

const gateway = sandboxGateway();
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

interface Shift {
  readonly user: { readonly name: string };
  readonly start: string;
  readonly end: string;
}

const SHIFTS = `query ($since: DateTime, $until: DateTime) {
  schedule(by: { pagerDutyId: "PSCHED4" }) { name timeZone shifts(since: $since, until: $until) { user { name } start end } }
}`;

async function readShifts(window: object): Promise<readonly Shift[]> {
  const { data, errors } = await gateway.run(SHIFTS, window);
  expect(errors).toBeUndefined();
  const schedule = data?.['schedule'] as { readonly shifts: readonly Shift[] } | undefined;
  return schedule?.shifts ?? [];
}

const ON_CALLS = `query ($since: DateTime, $until: DateTime, $schedules: [ScheduleRef!], $policies: [EscalationPolicyRef!]) {
  pagerDutyAccount { onCalls(since: $since, until: $until, schedules: $schedules, escalationPolicies: $policies) {
    level escalationPolicy { pagerDutyId } schedule { id } user { name } start end
  } }
}`;

interface OnCall {
  readonly level: number;
  readonly escalationPolicy: { readonly pagerDutyId: string };
  readonly schedule: { readonly id: string } | null;
  readonly start: string | null;
}

async function readOnCalls(args: object): Promise<readonly OnCall[]> {
  const { data, errors } = await gateway.run(ON_CALLS, args);
  expect(errors).toBeUndefined();
  const account = data?.['pagerDutyAccount'] as { readonly onCalls: readonly OnCall[] } | undefined;
  return account?.onCalls ?? [];
}

describe('the shifts of a schedule', () => {
  test('cover the window without a gap and end with it', async () => {
    const [since, until] = [inDays(-1).replace(/\.\d+/, ''), inDays(5).replace(/\.\d+/, '')];
    const shifts = await readShifts({ since, until });
    expect(shifts.length).toBeGreaterThan(5);
    expect(shifts.slice(1).map(({ start }) => start)).toEqual(shifts.slice(0, -1).map(({ end }) => end));
    expect([shifts[0]?.start, shifts.at(-1)?.end]).toEqual([since, until]);
  });

  test('are those of the next two weeks without a window', async () => {
    const shifts = await readShifts({});
    const [start, end] = [Date.parse(shifts[0]?.start ?? ''), Date.parse(shifts.at(-1)?.end ?? '')];
    expect(end - start).toBe(14 * DAY_MS);
    expect(Math.abs(start - Date.now())).toBeLessThan(HOUR_MS);
  });

  test('are null when PagerDuty has no such schedule', async () => {
    expect((await gateway.run('{ schedule(by: { pagerDutyId: "PNONE" }) { shifts { start } } }')).data).toEqual({
      schedule: null,
    });
    const document = '{ node(id: "pagerduty://main/Schedule/PSCHED1") { ... on Schedule { name timeZone } } }';
    expect((await gateway.run(document)).data).toEqual({
      node: { name: 'Bookings Primary', timeZone: 'Europe/Oslo' },
    });
  });
});

describe('on-calls', () => {
  test('are those of now without a window, of every policy', async () => {
    const onCalls = await readOnCalls({});
    expect(new Set(onCalls.map(({ escalationPolicy }) => escalationPolicy.pagerDutyId)).size).toBe(4);
    expect(gateway.sent).toHaveLength(1);
    expect(await readOnCalls({ since: new Date().toISOString() })).toEqual(onCalls);
  });

  test('of a window are filtered by schedule and policy, earliest first', async () => {
    const filter = { schedules: [{ id: 'pagerduty://main/Schedule/PSCHED4' }], policies: [{ pagerDutyId: 'PESC003' }] };
    const onCalls = await readOnCalls({ since: inDays(1), until: inDays(4), ...filter });
    expect(onCalls).toHaveLength(4);
    expect(new Set(onCalls.map(({ level, schedule }) => `${level} ${schedule?.id}`))).toEqual(
      new Set(['2 pagerduty://main/Schedule/PSCHED4']),
    );
    const starts = onCalls.map(({ start }) => Date.parse(start ?? ''));
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });
});

describe('before any call', () => {
  test.each([
    ['an empty window', { since: inDays(1), until: inDays(1) }, 'until'],
    ['a window that ends before it starts', { until: inDays(-1) }, 'until'],
    ['a window of more than 90 days', { since: inDays(-50), until: inDays(41) }, 'until'],
    ['a window that ends after the year 9999', { since: '9999-12-31T23:59:59Z' }, 'until'],
  ])('%s is refused', async (_, window, field) => {
    for (const document of [SHIFTS, ON_CALLS]) {
      const { errors } = await gateway.run(document, window);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: [field] } }]);
    }
    expect(gateway.sent.filter(({ path }) => path.includes('since'))).toEqual([]);
  });

  test.each([
    ['a window that ends in 91 days', { since: inDays(80), until: inDays(91) }, ['until']],
    ['an empty filter', { schedules: [] }, ['schedules']],
    ['the id of another type', { schedules: [{ id: 'pagerduty://main/Team/PT1' }] }, ['schedules', '0', 'id']],
    ['51 policies', { policies: Array.from({ length: 51 }, () => ({ pagerDutyId: 'PE1' })) }, ['escalationPolicies']],
  ])('on-calls with %s are refused', async (_, args, field) => {
    const { errors } = await gateway.run(ON_CALLS, args);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions['field']).toEqual(field);
    expect(gateway.sent).toEqual([]);
  });
});
