import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { column, type Json } from '../sandbox/harness.js';
import { badDay, type Account, type BadDay } from './harness.js';
import type { Arrived } from './fault-proxy.js';
import { deedOf } from './injected-faults.js';

const TRIGGER = `mutation ($account: String, $title: String!, $key: String) {
  answer: triggerIncident(input: {
    account: $account, service: { pagerDutyId: "PSVC001" }, title: $title, idempotencyKey: $key
  }) { created incident { pagerDutyId } userErrors { code field } }
}`;
const NOTE = `mutation ($account: String, $content: String!, $key: String) {
  answer: addIncidentNote(input: {
    account: $account, incident: { number: 1260 }, content: $content, idempotencyKey: $key
  }) { note { content } userErrors { code field } }
}`;

let day: BadDay;
let account: Account;
beforeAll(async () => {
  day = await badDay(20);
});
beforeEach(() => {
  account = day.account();
});
afterAll(() => day.end());

const isWrite = ({ method }: Arrived) => method === 'POST';
const isRead = ({ method }: Arrived) => method === 'GET';
const writes = () => account.pagerduty.arrived.filter(isWrite).length;

/** Each test has an account, and so a key, of its own. */
async function trigger(title: string): Promise<{ data: Json; code: unknown; outcome: unknown }> {
  const { data, errors } = await day.run(TRIGGER, { account: account.key, title, key: account.key });
  const { code, outcome } = errors?.[0]?.extensions ?? {};
  return { data: data ?? {}, code, outcome };
}

async function made(title: string): Promise<readonly string[]> {
  const { json } = await day.stage.pagerduty('/incidents?date_range=all&limit=100&sort_by=created_at:desc');
  const ids = column(json['incidents'], 'id');
  return column(json['incidents'], 'title').flatMap((one, index) => (one === title ? [ids[index] ?? ''] : []));
}

describe('a trigger repeated under its idempotency key', () => {
  test('gets the first answer again, and nothing is sent', async () => {
    const first = await trigger('Again');
    expect(await trigger('Again')).toEqual(first);
    expect([writes(), (await made('Again')).length]).toEqual([1, 1]);
  });

  test('waits for the first while that is running', async () => {
    const both = await Promise.all([trigger('Both'), trigger('Both')]);
    expect(both[0]).toEqual(both[1]);
    expect([writes(), (await made('Both')).length]).toEqual([1, 1]);
  });

  test('is a conflict with another title', async () => {
    await trigger('One');
    const { data } = await trigger('Another');
    expect(data).toMatchObject({
      answer: { userErrors: [{ code: 'CONFLICT', field: ['input', 'idempotencyKey'] }] },
    });
    expect(await made('Another')).toEqual([]);
  });

  test('is sent again when the first was surely not executed', async () => {
    account.pagerduty.inject(deedOf('429-hour'), isWrite, 1);
    expect(await trigger('Later')).toMatchObject({ code: 'UPSTREAM_RATE_LIMITED', outcome: 'REFUSED' });
    expect(await trigger('Later')).toMatchObject({ code: 'UPSTREAM_RATE_LIMITED', outcome: 'NOT_SENT' });
    expect([writes(), await made('Later')]).toEqual([1, []]);
  });

  test('finds the incident of a first whose outcome was unknown', async () => {
    account.pagerduty.inject(deedOf('lost'), isWrite, 1);
    account.pagerduty.inject(deedOf('503'), isRead, 3);
    expect(await trigger('Lost')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' });
    const [id] = await made('Lost');
    const answer = { created: true, incident: { pagerDutyId: id } };
    expect((await trigger('Lost')).data).toMatchObject({ answer });
    expect([writes(), (await made('Lost')).length]).toEqual([1, 1]);
  });

  test('finds it also when it was resolved meanwhile, and pages nobody again', async () => {
    account.pagerduty.inject(deedOf('lost'), isWrite, 1);
    account.pagerduty.inject(deedOf('503'), isRead, 3);
    await trigger('Soon over');
    const [id] = await made('Soon over');
    const incident = { type: 'incident', status: 'resolved' };
    await day.stage.pagerduty(`/incidents/${id}`, { method: 'PUT', body: { incident } });
    expect((await trigger('Soon over')).data).toMatchObject({ answer: { incident: { pagerDutyId: id } } });
    expect(await made('Soon over')).toHaveLength(1);
  });

  test('makes the incident that a first with unknown outcome did not make', async () => {
    account.pagerduty.inject(deedOf('reset'), isWrite, 2);
    expect(await trigger('Never arrived')).toMatchObject({ outcome: 'UNKNOWN' });
    expect((await trigger('Never arrived')).data).toMatchObject({ answer: { created: true } });
    expect(await made('Never arrived')).toHaveLength(1);
  });

  test('stays unknown while nothing can be looked up', async () => {
    account.pagerduty.inject(deedOf('lost'), isWrite, 1);
    account.pagerduty.inject(deedOf('503'), isRead);
    expect(await trigger('Dark')).toMatchObject({ outcome: 'UNKNOWN' });
    expect(await trigger('Dark')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' });
    expect([writes(), (await made('Dark')).length]).toEqual([1, 1]);
  });
});

const note = (content: string) => day.run(NOTE, { account: account.key, content, key: account.key });
const written = async (content: string) => {
  const { json } = await day.stage.pagerduty('/incidents/1260/notes');
  return column(json['notes'], 'content').filter((one) => one === content).length;
};

describe('a note repeated under its idempotency key', () => {
  test('stands there once', async () => {
    expect(await note('Looking')).toEqual(await note('Looking'));
    expect([writes(), await written('Looking')]).toEqual([1, 1]);
  });

  test('stands there once though the first answer was lost', async () => {
    account.pagerduty.inject(deedOf('lost'), isWrite, 1);
    account.pagerduty.inject(deedOf('503'), ({ path }) => path.endsWith('/notes'), 3);
    expect((await note('Rebooting')).errors).toMatchObject([{ extensions: { outcome: 'UNKNOWN' } }]);
    expect((await note('Rebooting')).data).toMatchObject({ answer: { note: { content: 'Rebooting' } } });
    expect([writes(), await written('Rebooting')]).toEqual([1, 1]);
  });

  test('is a conflict with other words', async () => {
    await note('First words');
    expect((await note('Second words')).data).toMatchObject({ answer: { userErrors: [{ code: 'CONFLICT' }] } });
    expect(await written('Second words')).toBe(0);
  });

  test('may share its key with a trigger', async () => {
    await note('With a trigger');
    expect((await trigger('With a note')).data).toMatchObject({ answer: { created: true } });
  });
});
