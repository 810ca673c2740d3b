import { describe, expect, test } from '@jest/globals';
import { ALL_SCOPES, errorCodes, liveGateways } from '../../../../server/harness.js';
import { mockGateway } from '../../../mock-gateway.js';
import { incidentBody, pagerDutyError, wireUser } from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

const REQUEST = `mutation ($input: RequestRespondersInput!) { answer: requestResponders(input: $input) {
  results { index responders { user { pagerDutyId } state message } userErrors { code field message } }
  userErrors { code field message }
} }`;

const INCIDENT = { pagerDutyId: 'PT4KHLK' };
const ACTOR = 'earline@example.com';
const BODY_TARGET = (id: string, type: string) => ({ responder_request_target: { id, type } });

function requested(id: string, ...users: readonly string[]) {
  const responders = users.map((user) => ({ state: 'pending', user: { id: user, type: 'user_reference' } }));
  return { responder_request_target: { id, type: 'user', incidents_responders: responders } };
}

const pending = (pagerDutyId: string) => ({ user: { pagerDutyId }, state: 'PENDING', message: null });

const request = (input: Record<string, unknown>) =>
  run<{ answer: unknown }>(REQUEST, { input: { incident: INCIDENT, actor: ACTOR, ...input } });

const requestWithoutActor = (input: object = {}) =>
  run<{ answer: unknown }>(REQUEST, {
    input: { incident: INCIDENT, responders: [{ user: { pagerDutyId: 'PA' } }], ...input },
  });

describe('a request of responders', () => {
  test('is one call on behalf of the actor, with one result per responder in the order of the input', async () => {
    pagerduty.expects('GET', '/users').respondsWith(200, { users: [wireUser()], more: false });
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
    pagerduty.expects('POST', '/incidents/PT4KHLK/responder_requests').respondsWith(200, {
      responder_request: { responder_request_targets: [requested('PB', 'P7', 'P8'), requested('PA', 'PA')] },
    });
    const responders = [
      { user: { pagerDutyId: 'PA' } },
      { user: { pagerDutyId: 'PLOST' } },
      { escalationPolicy: { pagerDutyId: 'PB' } },
    ];
    const { data } = await request({ responders });
    const message = 'PagerDuty’s response does not include the responder. Read the incident before retrying.';
    const lost = [{ code: 'OUTCOME_UNKNOWN', field: ['input', 'responders', '1'], message }];
    expect(data.answer).toEqual({
      results: [
        { index: 0, responders: [pending('PA')], userErrors: [] },
        { index: 1, responders: [], userErrors: lost },
        { index: 2, responders: [pending('P7'), pending('P8')], userErrors: [] },
      ],
      userErrors: [],
    });
    expect(pagerduty.call().body).toEqual({
      requester_id: 'PXPGF42',
      message: 'Please help with this incident.',
      responder_request_targets: [
        BODY_TARGET('PA', 'user_reference'),
        BODY_TARGET('PLOST', 'user_reference'),
        BODY_TARGET('PB', 'escalation_policy_reference'),
      ],
    });
  });

  test('for a resolved incident is a CONFLICT, and nobody is paged', async () => {
    pagerduty.expects('GET', '/users').respondsWith(200, { users: [wireUser()], more: false });
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody({ status: 'resolved' }));
    const { data } = await request({ responders: [{ user: { pagerDutyId: 'PA' } }] });
    expect(data.answer).toMatchObject({
      results: [],
      userErrors: [{ code: 'CONFLICT', field: ['input', 'incident'] }],
    });
  });

  test.each([
    ['nobody', { responders: [] }, 'INVALID_INPUT', ['responders']],
    [
      '101 responders',
      { responders: Array.from({ length: 101 }, () => ({ user: { pagerDutyId: 'PA' } })) },
      'LIMIT_EXCEEDED',
      ['responders'],
    ],
    ['a blank message', { responders: [{ user: { pagerDutyId: 'PA' } }], message: ' ' }, 'INVALID_INPUT', ['message']],
    [
      'an invalid id',
      { responders: [{ escalationPolicy: { pagerDutyId: '../x' } }] },
      'INVALID_INPUT',
      ['responders', '0', 'escalationPolicy', 'pagerDutyId'],
    ],
  ])('with %s is refused before PagerDuty is called', async (_, input, code, path) => {
    const { data } = await request(input);
    expect(data.answer).toMatchObject({ results: [], userErrors: [{ code, field: ['input', ...path] }] });
  });

  test('that PagerDuty does not have is NOT_FOUND in the list', async () => {
    pagerduty.expects('GET', '/users').respondsWith(200, { users: [wireUser()], more: false });
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
    const body = pagerDutyError('Invalid Input Provided', 2001, ['Responder request target not found']);
    pagerduty.expects('POST', '/incidents/PT4KHLK/responder_requests').respondsWith(400, body);
    const { data } = await request({ responders: [{ user: { pagerDutyId: 'PGONE' } }] });
    expect(data.answer).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['input', 'responders'] }] });
  });

  test('that names a responder twice is refused before anybody is paged', async () => {
    pagerduty.allows('GET', '/users').respondsWith(200, { users: [wireUser()], more: false });
    const { data } = await request({ responders: [{ user: { pagerDutyId: 'PXPGF42' } }, { user: { email: ACTOR } }] });
    expect(data.answer).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'responders', '1'] }],
    });
  });
});

describe('the requester', () => {
  test('is the owner of the API key without an actor', async () => {
    pagerduty.expects('GET', '/users/me').respondsWith(200, { user: wireUser() });
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
    pagerduty
      .expects('POST', '/incidents/PT4KHLK/responder_requests')
      .respondsWith(200, { responder_request: { responder_request_targets: [requested('PA', 'PA')] } });
    await requestWithoutActor();
    expect(pagerduty.call().body).toMatchObject({ requester_id: 'PXPGF42' });
  });

  test('is required with an API key that has none', async () => {
    const body = { error: 'The current user cannot be looked up with an account-level access token.' };
    pagerduty.expects('GET', '/users/me').respondsWith(400, body);
    const { data } = await requestWithoutActor();
    expect(data.answer).toMatchObject({ userErrors: [{ code: 'ACTOR_REQUIRED', field: ['input', 'actor'] }] });
  });

  test('with an e-mail that PagerDuty does not have is ACTOR_UNKNOWN', async () => {
    pagerduty.expects('GET', '/users').respondsWith(200, { users: [], more: false });
    const { data } = await requestWithoutActor({ actor: 'nobody@example.com' });
    expect(data.answer).toMatchObject({ userErrors: [{ code: 'ACTOR_UNKNOWN', field: ['input', 'actor'] }] });
  });
});

interface SandboxPayload {
  readonly results: readonly { readonly responders: readonly { readonly user: object; readonly state: string }[] }[];
  readonly incident: { readonly responders: readonly unknown[] };
}

function toPayload(data: Readonly<Record<string, unknown>> | null): SandboxPayload {
  return (data ?? {})['answer'] as SandboxPayload;
}

describe('at the sandbox', () => {
  const gateways = liveGateways();
  const INPUT = {
    actor: 'tomasz.wilk@example.com',
    incident: { number: 1260 },
    responders: [{ user: { pagerDutyId: 'PUSR003' } }, { escalationPolicy: { pagerDutyId: 'PESC003' } }],
  };

  test('everybody on call for the policy is requested, and the incident shows the replies', async () => {
    const gateway = await gateways.open({ ANONYMOUS_SCOPES: ALL_SCOPES });
    const document = `mutation ($input: RequestRespondersInput!) { answer: requestResponders(input: $input) {
      results { responders { user { name } state requestedBy { name } } } incident { responders { user { name } state } }
      userErrors { code }
    } }`;
    const { data } = await gateway.run(document, {}, { input: INPUT });
    const { results, incident } = toPayload(data);
    expect(results.map(({ responders }) => responders.length > 0)).toEqual([true, true]);
    const responders = results.flatMap((result) => result.responders.map(({ user, state }) => ({ user, state })));
    expect(incident.responders).toEqual(responders);
  });

  test('without INCIDENTS_WRITE nothing is called', async () => {
    const gateway = await gateways.open({ ANONYMOUS_SCOPES: 'INCIDENTS_READ' });
    expect(errorCodes(await gateway.run(REQUEST, {}, { input: INPUT }))).toEqual(['FORBIDDEN']);
    expect(gateway.calls()).toEqual([]);
  });
});
