import { describe, expect, test } from '@jest/globals';
import { ALL_SCOPES, errorCodes, liveGateways, type LiveGateway } from '../../../server/harness.js';

const { open, sandbox } = liveGateways();
const openWith = (scopes = ALL_SCOPES) => open({ ANONYMOUS_SCOPES: scopes });

const DAY_MS = 24 * 60 * 60 * 1000;
/** Whole seconds, because PagerDuty keeps no fractions. */
const inDays = (days: number) => new Date(Math.floor((Date.now() + days * DAY_MS) / 1000) * 1000).toISOString();

interface Override {
  readonly id: string | null;
  readonly start: string;
  readonly end: string;
  readonly user: { readonly name: string };
}

interface Answer {
  readonly changed: boolean;
  readonly override: Override | null;
  readonly overlapping: readonly Override[] | null;
  readonly replacedShifts: readonly Override[] | null;
  readonly deletedId: string | null;
  readonly outcome: string | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
}

const CREATE_FIELDS =
  'changed override { id start end user { name } } overlapping { id user { name } } replacedShifts { user { name } } userErrors { code field }';
const DELETE_FIELDS = 'deletedId outcome userErrors { code field }';

const SCHEDULE = { pagerDutyId: 'PSCHED1' };
const MARIT = { pagerDutyId: 'PUSR002' };

async function run(gateway: LiveGateway, mutation: string, input: object, fields: string): Promise<Answer> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
  const document = `mutation ($input: ${type}) { answer: ${mutation}(input: $input) { ${fields} } }`;
  const response = await gateway.run(document, {}, { input: { schedule: SCHEDULE, ...input } });
  if (errorCodes(response).length > 0) throw new Error(JSON.stringify(response.errors));
  return response.data?.['answer'] as Answer;
}

const create = (gateway: LiveGateway, input: object, fields = CREATE_FIELDS) =>
  run(gateway, 'createScheduleOverride', { user: MARIT, start: inDays(1), end: inDays(2), ...input }, fields);
const remove = (gateway: LiveGateway, override: string | null | undefined) =>
  run(gateway, 'deleteScheduleOverride', { override }, DELETE_FIELDS);

/** The writes that reached PagerDuty. */
const writes = () =>
  sandbox()
    .control.pagerduty.calls()
    .filter(({ method }) => method !== 'GET');

async function list(gateway: LiveGateway, id: string = SCHEDULE.pagerDutyId): Promise<readonly Override[]> {
  const document = `{ schedule(by: { pagerDutyId: "${id}" }) { overrides { id start end user { name } } } }`;
  const { data } = await gateway.run(document);
  const schedule = data?.['schedule'] as { readonly overrides: readonly Override[] } | undefined;
  return schedule?.overrides ?? [];
}

describe('creating an override', () => {
  test('puts the user on call, and returns whose shifts it replaces', async () => {
    const gateway = await openWith();
    const [start, end] = [inDays(1), inDays(2)];
    const answer = await create(gateway, { start, end });
    expect(answer).toMatchObject({ changed: true, overlapping: [], userErrors: [] });
    expect(answer.replacedShifts?.length).toBeGreaterThan(0);
    expect(await list(gateway)).toEqual([answer.override]);
    const window = `since: "${start}", until: "${end}"`;
    const { data } =
      await gateway.run(`{ schedule(by: { pagerDutyId: "PSCHED1" }) { shifts(${window}) { user { name } } }
      pagerDutyAccount { onCalls(${window}, schedules: [{ pagerDutyId: "PSCHED1" }]) { user { name } } } }`);
    const { schedule, pagerDutyAccount } = data as {
      schedule: { shifts: unknown[] };
      pagerDutyAccount: { onCalls: unknown[] };
    };
    expect(schedule.shifts).toEqual([{ user: answer.override?.user }]);
    expect(pagerDutyAccount.onCalls).toEqual([{ user: answer.override?.user }]);
  });

  test('without times takes the rest of the shift that runs now', async () => {
    const gateway = await openWith();
    const { data } = await gateway.run('{ schedule(by: { pagerDutyId: "PSCHED1" }) { shifts { end } } }');
    const { shifts = [] } = (data?.['schedule'] ?? {}) as { readonly shifts?: readonly Override[] };
    const answer = await create(gateway, { start: null, end: null });
    expect(answer).toMatchObject({ changed: true, override: { end: shifts[0]?.end } });
    expect(await remove(gateway, answer.override?.id)).toMatchObject({ outcome: 'ENDED', userErrors: [] });
  });

  test('again returns the existing one and writes nothing', async () => {
    const gateway = await openWith();
    const times = { start: inDays(1), end: inDays(2) };
    const first = await create(gateway, times);
    expect(await create(gateway, times)).toMatchObject({ changed: false, override: first.override, userErrors: [] });
    expect(writes()).toHaveLength(1);
  });

  test('in a dry run shows what it would replace and writes nothing', async () => {
    const gateway = await openWith();
    const answer = await create(gateway, { dryRun: true });
    expect(answer).toMatchObject({ changed: false, override: null, overlapping: [], userErrors: [] });
    expect(answer.replacedShifts?.length).toBeGreaterThan(0);
    expect(writes()).toEqual([]);
  });

  test.each([false, true])('over another one is refused with that one (dry run: %s)', async (dryRun) => {
    const gateway = await openWith();
    const { override } = await create(gateway, { user: { email: 'tomasz.wilk@example.com' } });
    const answer = await create(gateway, { start: inDays(1.5), end: inDays(3), dryRun });
    expect(answer).toMatchObject({
      changed: false,
      override: null,
      overlapping: [{ id: override?.id, user: override?.user }],
      userErrors: [{ code: 'CONFIRMATION_REQUIRED', field: ['input', 'allowOverlap'] }],
    });
    expect(writes()).toHaveLength(1);
  });

  test('over another one is made when that is allowed, and applies instead of it', async () => {
    const gateway = await openWith();
    const [start, end] = [inDays(1), inDays(3)];
    const below = await create(gateway, { user: { pagerDutyId: 'PUSR009' }, start, end });
    const answer = await create(gateway, { start: inDays(1.5), end: inDays(2), allowOverlap: true });
    expect(answer).toMatchObject({ changed: true, overlapping: [{ id: below.override?.id }], userErrors: [] });
    const window = `since: "${start}", until: "${end}"`;
    const { data } = await gateway.run(
      `{ schedule(by: { pagerDutyId: "PSCHED1" }) { shifts(${window}) { user { name } } } }`,
    );
    const [one, other] = [below.override?.user, answer.override?.user];
    expect(data).toEqual({ schedule: { shifts: [{ user: one }, { user: other }, { user: one }] } });
  });

  test('over another one is made once, also if it is sent again', async () => {
    const gateway = await openWith();
    const times = { start: inDays(1), end: inDays(3) };
    await create(gateway, { user: { pagerDutyId: 'PUSR009' }, ...times });
    const first = await create(gateway, { ...times, allowOverlap: true });
    const again = await create(gateway, { ...times, allowOverlap: true });
    expect([first.changed, again.changed, again.override]).toEqual([true, false, first.override]);
    expect(await list(gateway)).toHaveLength(2);
  });

  test('below another one is made again when that is allowed', async () => {
    const gateway = await openWith();
    const times = { start: inDays(1), end: inDays(3) };
    const first = await create(gateway, times);
    await create(gateway, { user: { pagerDutyId: 'PUSR009' }, ...times, allowOverlap: true });
    const again = await create(gateway, { ...times, allowOverlap: true });
    expect([again.changed, again.override?.user]).toEqual([true, first.override?.user]);
    expect(await list(gateway)).toHaveLength(3);
  });

  test('next to another one is no overlap', async () => {
    const gateway = await openWith();
    const middle = inDays(2);
    await create(gateway, { start: inDays(1), end: middle });
    expect(await create(gateway, { start: middle, end: inDays(3) })).toMatchObject({ changed: true, overlapping: [] });
  });

  test.each([
    ['lost', 1],
    ['lost-502', 1],
    ['429', 2],
  ] as const)('survives the fault %s of its write and makes one', async (kind, sent) => {
    const gateway = await openWith();
    sandbox().control.pagerduty.addFault({ kind, method: 'POST' });
    const answer = await create(gateway, {});
    expect(answer).toMatchObject({ changed: true, userErrors: [] });
    expect(await list(gateway)).toEqual([answer.override]);
    expect(writes()).toHaveLength(sent);
  });

  test('whose request was lost has an unknown outcome and is not sent again', async () => {
    const gateway = await openWith();
    sandbox().control.pagerduty.addFault({ kind: 'reset', method: 'POST' });
    await expect(create(gateway, {})).rejects.toThrow('"outcome":"UNKNOWN"');
    expect(writes()).toHaveLength(1);
    expect(await create(gateway, {})).toMatchObject({ changed: true });
    expect(await list(gateway)).toHaveLength(1);
  });

  test('that PagerDuty refuses under a 201 is refused', async () => {
    const gateway = await openWith('SCHEDULES_WRITE');
    const user = { pagerDutyId: 'PNOBODY' };
    const answer = await create(gateway, { user }, 'changed override { id } userErrors { code field }');
    expect(answer).toMatchObject({ changed: false, override: null, userErrors: [{ code: 'INVALID_INPUT' }] });
  });

  test.each([false, true])('for an unknown user is refused before any write (dry run: %s)', async (dryRun) => {
    const answer = await create(await openWith(), { user: { pagerDutyId: 'PNOPE' }, dryRun });
    expect(answer.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['input', 'user'] }]);
    expect(writes()).toEqual([]);
  });

  test('does not depend on a credential that may read users', async () => {
    const gateway = await openWith();
    sandbox().control.pagerduty.addFault({ kind: 'echoed-credential', path: '/users', times: 2 });
    expect(await create(gateway, {}, 'changed userErrors { code field }')).toEqual({ changed: true, userErrors: [] });
  });

  test('for an unknown schedule is refused', async () => {
    const answer = await create(await openWith(), { schedule: { pagerDutyId: 'PNONE' } });
    expect(answer.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['input', 'schedule'] }]);
  });

  test.each<[string, object, string]>([
    ['a past start', { start: inDays(-1) }, 'start'],
    ['a start in over a year', { start: inDays(366), end: inDays(367) }, 'start'],
    ['a past end', { start: null, end: inDays(-0.1) }, 'end'],
    ['an end before its start', { start: inDays(2), end: inDays(1) }, 'end'],
    ['more than 90 days', { start: inDays(1), end: inDays(91.1) }, 'end'],
    ['the id of another type', { schedule: { id: 'pagerduty://main/Team/PT1' } }, 'schedule'],
    ['an invalid user', { user: { pagerDutyId: '../x' } }, 'user'],
  ])('with %s is refused before any call', async (_, input, field) => {
    const gateway = await openWith();
    const { userErrors } = await create(gateway, input);
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
    expect(userErrors[0]?.field.slice(0, 2)).toEqual(['input', field]);
    expect(gateway.calls()).toEqual([]);
  });
});

describe('deleting an override', () => {
  test('that has not begun removes it alone', async () => {
    const gateway = await openWith();
    const [first, second] = [await create(gateway, {}), await create(gateway, { start: inDays(3), end: inDays(4) })];
    const answer = await remove(gateway, first.override?.id);
    expect(answer).toEqual({ deletedId: first.override?.id, outcome: 'DELETED', userErrors: [] });
    expect(await list(gateway)).toEqual([second.override]);
  });

  test.each([
    ['lost', 'DELETED', inDays(1)],
    ['lost', 'ENDED', null],
    ['lost-502', 'DELETED', inDays(1)],
    ['503', 'DELETED', inDays(1)],
    ['429', 'DELETED', inDays(1)],
  ] as const)('survives the fault %s of its write: %s', async (kind, outcome, start) => {
    const gateway = await openWith();
    const { override } = await create(gateway, { start });
    sandbox().control.pagerduty.addFault({ kind, method: 'DELETE' });
    expect(await remove(gateway, override?.id)).toEqual({ deletedId: override?.id, outcome, userErrors: [] });
  });

  test('that does not exist, or has ended, is refused', async () => {
    const gateway = await openWith();
    const missing = await remove(gateway, 'PNONE');
    expect(missing).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['input', 'override'] }] });
    const { override } = await create(gateway, { start: null });
    await remove(gateway, override?.id);
    expect(await remove(gateway, override?.id)).toMatchObject({
      deletedId: null,
      outcome: null,
      userErrors: [{ code: 'CONFLICT' }],
    });
  });

  test('with a bad id is refused before any call', async () => {
    const gateway = await openWith();
    for (const id of ['', '../x', 'pagerduty://main/Schedule/PS1', 'pagerduty://other/ScheduleOverride/PO1'])
      expect(await remove(gateway, id)).toMatchObject({
        userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'override'] }],
      });
    expect(gateway.calls()).toEqual([]);
  });
});

describe('overrides of a schedule', () => {
  test('that have begun have no id, because PagerDuty returns none', async () => {
    const gateway = await openWith();
    await create(gateway, { start: null });
    await create(gateway, { start: inDays(3), end: inDays(4) });
    expect((await list(gateway)).map(({ id }) => id !== null)).toEqual([false, true]);
  });

  test('are one call without their ids', async () => {
    const gateway = await openWith();
    await gateway.run('{ schedule(by: { pagerDutyId: "PSCHED3" }) { overrides { start } } }');
    expect(gateway.calls().filter(({ path }) => path.includes('/overrides'))).toHaveLength(1);
    expect(await list(gateway, 'PSCHED3')).toMatchObject([{ id: 'pagerduty://main/ScheduleOverride/POVR0001' }]);
  });
});

describe('the scope SCHEDULES_WRITE', () => {
  test('is needed before any call', async () => {
    const gateway = await openWith('INCIDENTS_READ,INCIDENTS_WRITE');
    await expect(create(gateway, {})).rejects.toThrow('Scope SCHEDULES_WRITE is required.');
    await expect(remove(gateway, 'PO1')).rejects.toThrow('Scope SCHEDULES_WRITE is required.');
    expect(gateway.calls()).toEqual([]);
  });

  test('alone creates and deletes, and shows nobody else’s overrides and shifts', async () => {
    const gateway = await openWith('SCHEDULES_WRITE');
    const { override } = await create(gateway, {}, 'changed override { id start } userErrors { code }');
    expect(override?.start).toBeTruthy();
    await expect(create(gateway, {})).rejects.toThrow('Scope INCIDENTS_READ is required.');
    expect(gateway.calls().filter(({ path }) => !path.includes('/overrides'))).toEqual([]);
    expect(await remove(gateway, override?.id)).toMatchObject({ outcome: 'DELETED' });
  });
});
