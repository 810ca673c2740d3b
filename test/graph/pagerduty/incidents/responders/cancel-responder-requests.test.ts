import { describe, expect, test } from '@jest/globals';
import { ALL_SCOPES, errorCodes, liveGateways } from '../../../../server/harness.js';
import { mockGateway } from '../../../mock-gateway.js';
import { wireUser } from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

const CANCEL = `mutation ($input: CancelResponderRequestsInput!) { answer: cancelResponderRequests(input: $input) {
  results { index changed state userErrors { code field } } userErrors { code field }
} }`;

const INCIDENT = { pagerDutyId: 'PT4KHLK' };
const PATH = '/incidents/PT4KHLK/responder_requests/cancel';
const user = (pagerDutyId: string) => ({ user: { pagerDutyId } });

const replied = (id: string, result: string) => ({ id, type: 'user_reference', result });
const errorAt = (index: number, code: string) => [{ code, field: ['input', 'responders', String(index)] }];

const cancel = (input: object) =>
  run<{ answer: unknown }>(CANCEL, { input: { incident: INCIDENT, actor: 'earline@example.com', ...input } });

describe('a cancellation of responder requests', () => {
  test('is one call on behalf of the actor, and its results are in the order of the input', async () => {
    pagerduty.expects('GET', '/users').respondsWith(200, { users: [wireUser()], more: false });
    pagerduty.expects('PUT', PATH).respondsWith(200, {
      responder_request_targets: [
        replied('PNEW', 'postponed'),
        replied('PNONE', 'not_found'),
        replied('PNO', 'declined'),
        replied('PYES', 'joined'),
        { id: 'PPOLICY', type: 'escalation_policy_reference', result: 'cancelled' },
      ],
    });
    const responders = [
      { escalationPolicy: { pagerDutyId: 'PPOLICY' } },
      ...['PYES', 'PNO', 'PNONE', 'PNEW', 'PLOST'].map(user),
    ];
    const { data } = await cancel({ responders });
    expect(data.answer).toEqual({
      results: [
        { index: 0, changed: true, state: 'CANCELLED', userErrors: [] },
        { index: 1, changed: false, state: 'JOINED', userErrors: errorAt(1, 'CONFLICT') },
        { index: 2, changed: false, state: 'DECLINED', userErrors: [] },
        { index: 3, changed: false, state: null, userErrors: [] },
        { index: 4, changed: false, state: null, userErrors: errorAt(4, 'OUTCOME_UNKNOWN') },
        { index: 5, changed: false, state: null, userErrors: errorAt(5, 'OUTCOME_UNKNOWN') },
      ],
      userErrors: [],
    });
    expect(pagerduty.call()).toMatchObject({
      body: {
        requester_id: 'PXPGF42',
        responder_request_targets: [
          { id: 'PPOLICY', type: 'escalation_policy_reference' },
          ...['PYES', 'PNO', 'PNONE', 'PNEW', 'PLOST'].map((id) => ({ id, type: 'user_reference' })),
        ],
      },
    });
  });

  test.each([
    ['nobody', [], 'INVALID_INPUT'],
    ['101 responders', Array.from({ length: 101 }, (_, n) => user(`P${n}`)), 'LIMIT_EXCEEDED'],
  ])('of %s is refused before PagerDuty is called', async (_, responders, code) => {
    const { data } = await cancel({ responders });
    expect(data.answer).toEqual({ results: [], userErrors: [{ code, field: ['input', 'responders'] }] });
  });

  test('in an account without that feature is refused by name', async () => {
    pagerduty.expects('GET', '/users').respondsWith(200, { users: [wireUser()], more: false });
    pagerduty.expects('PUT', PATH).respondsWith(402, { error: { code: 2014, message: 'Missing Account Ability' } });
    const { data } = await cancel({ responders: [user('PA')] });
    expect(data.answer).toMatchObject({ results: [], userErrors: [{ code: 'FEATURE_UNAVAILABLE' }] });
  });
});

describe('at the sandbox', () => {
  const gateways = liveGateways();
  const INPUT = {
    actor: 'tomasz.wilk@example.com',
    incident: { number: 1260 },
    responders: [user('PUSR003'), { escalationPolicy: { pagerDutyId: 'PESC003' } }],
  };

  test('everybody who was requested is cancelled once, also through a policy', async () => {
    const { run: ask } = await gateways.open({ ANONYMOUS_SCOPES: ALL_SCOPES });
    const request = `mutation ($input: RequestRespondersInput!) {
      requestResponders(input: $input) { incident { responders { state } } }
    }`;
    await ask(request, {}, { input: INPUT });
    const document = `mutation ($input: CancelResponderRequestsInput!) { answer: cancelResponderRequests(input: $input) {
      results { changed } incident { responders { state } } userErrors { code }
    } }`;
    const [first, second] = [await ask(document, {}, { input: INPUT }), await ask(document, {}, { input: INPUT })];
    const responders = [{ state: 'CANCELLED' }, { state: 'CANCELLED' }];
    const answer = { incident: { responders }, userErrors: [] };
    expect(first.data).toEqual({ answer: { ...answer, results: [{ changed: true }, { changed: true }] } });
    expect(second.data).toEqual({ answer: { ...answer, results: [{ changed: false }, { changed: false }] } });
  });

  test('without INCIDENTS_WRITE nothing is called', async () => {
    const gateway = await gateways.open({ ANONYMOUS_SCOPES: 'INCIDENTS_READ' });
    expect(errorCodes(await gateway.run(CANCEL, {}, { input: INPUT }))).toEqual(['FORBIDDEN']);
    expect(gateway.calls()).toEqual([]);
  });
});
