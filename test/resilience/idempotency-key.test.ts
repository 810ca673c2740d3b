import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fieldValues, type Json } from '../sandbox/harness.js';
import { startResilienceHarness, type ProxiedAccount, type ResilienceHarness } from './harness.js';
import type { ProxiedRequest } from './fault-proxy.js';
import { faultAction } from './injected-faults.js';

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

const RESPONDERS = `mutation ($account: String, $message: String!, $key: String) {
  answer: requestResponders(input: {
    account: $account, incident: { number: 1260 }, message: $message, idempotencyKey: $key
    responders: [{ user: { pagerDutyId: "PUSR006" } }]
  }) { results { responders { state } } userErrors { code field } }
}`;

let harness: ResilienceHarness;
let account: ProxiedAccount;
beforeAll(async () => {
  harness = await startResilienceHarness(20);
});
beforeEach(() => {
  account = harness.unusedAccount();
});
afterAll(() => harness.stop());

const isWrite = ({ method }: ProxiedRequest) => method === 'POST';
const isRead = ({ method }: ProxiedRequest) => method === 'GET';
const writeCount = () => account.pagerduty.requests.filter(isWrite).length;

/** Each test has its own account and its own key. */
async function trigger(title: string): Promise<{ data: Json; code: unknown; outcome: unknown }> {
  const { data, errors } = await harness.run(TRIGGER, { account: account.key, title, key: account.key });
  const { code, outcome } = errors?.[0]?.extensions ?? {};
  return { data: data ?? {}, code, outcome };
}

async function incidentsTitled(title: string): Promise<readonly string[]> {
  const { json } = await harness.testSandbox.pagerduty('/incidents?date_range=all&limit=100&sort_by=created_at:desc');
  const ids = fieldValues(json['incidents'], 'id');
  return fieldValues(json['incidents'], 'title').flatMap((one, index) => (one === title ? [ids[index] ?? ''] : []));
}

describe('a trigger repeated with its idempotency key', () => {
  test('gets the first result again, and nothing is sent', async () => {
    const first = await trigger('Again');
    expect(await trigger('Again')).toEqual(first);
    expect([writeCount(), (await incidentsTitled('Again')).length]).toEqual([1, 1]);
  });

  test('waits for the first while it is in flight', async () => {
    const both = await Promise.all([trigger('Both'), trigger('Both')]);
    expect(both[0]).toEqual(both[1]);
    expect([writeCount(), (await incidentsTitled('Both')).length]).toEqual([1, 1]);
  });

  test('is a conflict with another title', async () => {
    await trigger('One');
    const { data } = await trigger('Another');
    expect(data).toMatchObject({
      answer: { userErrors: [{ code: 'CONFLICT', field: ['input', 'idempotencyKey'] }] },
    });
    expect(await incidentsTitled('Another')).toEqual([]);
  });

  test('is sent again when the first was certainly not executed', async () => {
    account.pagerduty.injectFault(faultAction('429-hour'), isWrite, 1);
    expect(await trigger('Later')).toMatchObject({ code: 'UPSTREAM_RATE_LIMITED', outcome: 'REFUSED' });
    expect(await trigger('Later')).toMatchObject({ code: 'UPSTREAM_RATE_LIMITED', outcome: 'NOT_SENT' });
    expect([writeCount(), await incidentsTitled('Later')]).toEqual([1, []]);
  });

  test('finds the incident of a first attempt with an unknown outcome', async () => {
    account.pagerduty.injectFault(faultAction('lost'), isWrite, 1);
    account.pagerduty.injectFault(faultAction('503'), isRead, 3);
    expect(await trigger('Lost')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' });
    const [id] = await incidentsTitled('Lost');
    const response = { created: true, incident: { pagerDutyId: id } };
    expect((await trigger('Lost')).data).toMatchObject({ answer: response });
    expect([writeCount(), (await incidentsTitled('Lost')).length]).toEqual([1, 1]);
  });

  test('finds it also when it was resolved in between, and pages nobody again', async () => {
    account.pagerduty.injectFault(faultAction('lost'), isWrite, 1);
    account.pagerduty.injectFault(faultAction('503'), isRead, 3);
    await trigger('Soon over');
    const [id] = await incidentsTitled('Soon over');
    const incident = { type: 'incident', status: 'resolved' };
    await harness.testSandbox.pagerduty(`/incidents/${id}`, { method: 'PUT', body: { incident } });
    expect((await trigger('Soon over')).data).toMatchObject({ answer: { incident: { pagerDutyId: id } } });
    expect(await incidentsTitled('Soon over')).toHaveLength(1);
  });

  test('creates the incident that a first attempt with an unknown outcome did not create', async () => {
    account.pagerduty.injectFault(faultAction('reset'), isWrite, 2);
    expect(await trigger('Never arrived')).toMatchObject({ outcome: 'UNKNOWN' });
    expect((await trigger('Never arrived')).data).toMatchObject({ answer: { created: true } });
    expect(await incidentsTitled('Never arrived')).toHaveLength(1);
  });

  test('stays unknown while nothing can be looked up', async () => {
    account.pagerduty.injectFault(faultAction('lost'), isWrite, 1);
    account.pagerduty.injectFault(faultAction('503'), isRead);
    expect(await trigger('Dark')).toMatchObject({ outcome: 'UNKNOWN' });
    expect(await trigger('Dark')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' });
    expect([writeCount(), (await incidentsTitled('Dark')).length]).toEqual([1, 1]);
  });
});

const note = (content: string) => harness.run(NOTE, { account: account.key, content, key: account.key });
const notesWith = async (content: string) => {
  const { json } = await harness.testSandbox.pagerduty('/incidents/1260/notes');
  return fieldValues(json['notes'], 'content').filter((one) => one === content).length;
};

describe('a note repeated with its idempotency key', () => {
  test('is written once', async () => {
    expect(await note('Looking')).toEqual(await note('Looking'));
    expect([writeCount(), await notesWith('Looking')]).toEqual([1, 1]);
  });

  test('is written once although the first response was lost', async () => {
    account.pagerduty.injectFault(faultAction('lost'), isWrite, 1);
    account.pagerduty.injectFault(faultAction('503'), ({ path }) => path.endsWith('/notes'), 3);
    expect((await note('Rebooting')).errors).toMatchObject([{ extensions: { outcome: 'UNKNOWN' } }]);
    expect((await note('Rebooting')).data).toMatchObject({ answer: { note: { content: 'Rebooting' } } });
    expect([writeCount(), await notesWith('Rebooting')]).toEqual([1, 1]);
  });

  test('is a conflict with another text', async () => {
    await note('First words');
    expect((await note('Second words')).data).toMatchObject({ answer: { userErrors: [{ code: 'CONFLICT' }] } });
    expect(await notesWith('Second words')).toBe(0);
  });

  test('may share its key with a trigger', async () => {
    await note('With a trigger');
    expect((await trigger('With a note')).data).toMatchObject({ answer: { created: true } });
  });
});

const requestResponders = (message: string) =>
  harness.run(RESPONDERS, { account: account.key, message, key: account.key });

describe('a request of responders repeated with its idempotency key', () => {
  test('gets the first result again, and nobody is paged twice', async () => {
    const first = await requestResponders('Once');
    expect(first.data).toMatchObject({ answer: { results: [{ responders: [{ state: 'PENDING' }] }], userErrors: [] } });
    expect(await requestResponders('Once')).toEqual(first);
    expect(writeCount()).toBe(1);
  });

  test('is refused while the outcome of the first is unknown, and is never sent by a guess', async () => {
    account.pagerduty.injectFault(faultAction('lost'), isWrite, 1);
    expect((await requestResponders('Lost')).errors).toMatchObject([{ extensions: { outcome: 'UNKNOWN' } }]);
    const refusal = { code: 'OUTCOME_UNKNOWN', field: ['input', 'idempotencyKey'] };
    for (let time = 0; time < 2; time += 1)
      expect((await requestResponders('Lost')).data).toMatchObject({ answer: { userErrors: [refusal] } });
    expect(writeCount()).toBe(1);
  });
});
