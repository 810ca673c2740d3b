import { describe, expect, test } from '@jest/globals';
import { sandboxGateway } from '../../../../operations/sandbox-gateway.js';

const gateway = sandboxGateway({ REFERENCE_CACHE_SECONDS: '0' });

const INCIDENT = { number: 1260 };
const USER = { user: { pagerDutyId: 'PUSR003' } };
const TEAM = { team: { pagerDutyId: 'PTEAM02' } };

const PUBLISH = `mutation ($input: PublishStatusUpdateInput!) { answer: publishStatusUpdate(input: $input) {
  statusUpdate { message subject sender { name } createdAt } userErrors { code field }
} }`;
const ADD = `mutation ($input: AddStatusUpdateSubscribersInput!) { answer: addStatusUpdateSubscribers(input: $input) {
  results { index changed userErrors { code field } } userErrors { code field message }
} }`;
const REMOVE = `mutation ($input: RemoveStatusUpdateSubscribersInput!) {
  answer: removeStatusUpdateSubscribers(input: $input) { removedCount notSubscribedCount userErrors { code field } }
}`;
const LIST = `query ($first: Int, $after: String) { incident(by: { number: 1260 }) {
  answer: statusUpdateSubscribers(first: $first, after: $after) {
    totalCount nodes { user { name } team { name } } pageInfo { endCursor hasNextPage }
  }
} }`;

async function run(document: string, input: object): Promise<unknown> {
  const { data, errors } = await gateway.run(document, { input: { incident: INCIDENT, ...input } });
  expect(errors).toBeUndefined();
  return data?.['answer'];
}

interface ListedPage {
  readonly nodes: readonly unknown[];
  readonly totalCount: number;
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

async function list(first = 25, after?: string): Promise<ListedPage> {
  const { data } = await gateway.run(LIST, { first, after });
  const { answer } = (data ?? {})['incident'] as { readonly answer: ListedPage };
  return answer;
}

const writeCount = () => gateway.sent.filter(({ method }) => method !== 'GET').length;

describe('a status update', () => {
  test('is published by the actor, with its own e-mail', async () => {
    const email = { subject: 'Refunds', htmlMessage: '<p>Running</p>' };
    const answer = await run(PUBLISH, { message: 'Mitigation is running.', email, actor: 'priya.raman@example.com' });
    expect(answer).toEqual({
      statusUpdate: {
        message: 'Mitigation is running.',
        subject: 'Refunds',
        sender: { name: 'Priya Raman' },
        createdAt: expect.any(String),
      },
      userErrors: [],
    });
  });

  test('of a resolved incident is published, too', async () => {
    await gateway.run(`mutation { resolveIncident(input: { incident: { number: 1260 } }) { changed } }`);
    expect(await run(PUBLISH, { message: 'It is over.' })).toMatchObject({ userErrors: [] });
  });

  test.each([
    ['a blank message', { message: ' ' }, ['input', 'message']],
    ['a blank subject', { message: 'x', email: { subject: '', htmlMessage: 'x' } }, ['input', 'email', 'subject']],
    ['a blank e-mail', { message: 'x', email: { subject: 'x', htmlMessage: ' ' } }, ['input', 'email', 'htmlMessage']],
  ])('with %s is refused before PagerDuty is called', async (_, input, field) => {
    expect(await run(PUBLISH, input)).toEqual({ statusUpdate: null, userErrors: [{ code: 'INVALID_INPUT', field }] });
    expect(gateway.sent).toEqual([]);
  });
});

describe('the subscribers of status updates', () => {
  test('are added with one result each, listed in pages by name, and removed', async () => {
    const added = { index: 0, changed: true, userErrors: [] };
    expect(await run(ADD, { subscribers: [USER] })).toEqual({ results: [added], userErrors: [] });
    const unknown = { code: 'NOT_PERMITTED', field: ['input', 'subscribers', '2'] };
    expect(await run(ADD, { subscribers: [USER, TEAM, { user: { pagerDutyId: 'PNOBODY' } }] })).toEqual({
      results: [
        { index: 0, changed: false, userErrors: [] },
        { index: 1, changed: true, userErrors: [] },
        { index: 2, changed: false, userErrors: [unknown] },
      ],
      userErrors: [],
    });
    const first = await list(1);
    expect(first).toMatchObject({ totalCount: 2, nodes: [{ user: { name: 'Ines Carvalho' }, team: null }] });
    const rest = await list(1, first.pageInfo.endCursor);
    expect(rest).toMatchObject({
      nodes: [{ user: null, team: { name: 'Payments' } }],
      pageInfo: { hasNextPage: false },
    });
    const other = { user: { pagerDutyId: 'PUSR004' } };
    expect(await run(REMOVE, { subscribers: [USER, other] })).toEqual({
      removedCount: 1,
      notSubscribedCount: 1,
      userErrors: [],
    });
    expect((await list()).nodes).toEqual([{ user: null, team: { name: 'Payments' } }]);
  });

  test('that PagerDuty does not remove are an error of the removal', async () => {
    expect(await run(REMOVE, { subscribers: [{ team: { pagerDutyId: 'PNONE' } }] })).toEqual({
      removedCount: 0,
      notSubscribedCount: 0,
      userErrors: [{ code: 'NOT_PERMITTED', field: ['input', 'subscribers'] }],
    });
  });

  test('that a lost call subscribed or removed are not reported as unchanged', async () => {
    const { pagerduty } = gateway.sandbox.control;
    pagerduty.addFault({ kind: 'lost', method: 'POST' });
    expect(await run(ADD, { subscribers: [USER] })).toMatchObject({ results: [{ changed: true, userErrors: [] }] });
    pagerduty.addFault({ kind: 'lost', method: 'POST' });
    expect(await run(REMOVE, { subscribers: [USER] })).toEqual({
      removedCount: null,
      notSubscribedCount: null,
      userErrors: [],
    });
    expect((await list()).nodes).toEqual([]);
  });

  test.each([
    ['nobody', [], 'INVALID_INPUT', []],
    ['101 subscribers', Array.from({ length: 101 }, () => USER), 'LIMIT_EXCEEDED', []],
    ['a subscriber twice', [USER, TEAM, USER], 'INVALID_INPUT', ['2']],
    ['an invalid id', [{ team: { pagerDutyId: '../x' } }], 'INVALID_INPUT', ['0', 'team', 'pagerDutyId']],
  ])('are not changed by a list with %s', async (_, subscribers, code, path) => {
    expect(await run(ADD, { subscribers })).toMatchObject({
      results: [],
      userErrors: [{ code, field: ['input', 'subscribers', ...path] }],
    });
    expect(writeCount()).toBe(0);
  });
});
