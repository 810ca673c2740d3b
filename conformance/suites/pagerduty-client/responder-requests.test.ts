import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startPagerDutyHarness, updateIncidentBody, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const INCIDENT = '/incidents/PINC058';
const USER = { id: 'PUSR009', type: 'user_reference' };
const POLICY = { id: 'PESC001', type: 'escalation_policy_reference' };

/** The requester is in the body, so neither call has a From header. */
const request = (targets: readonly object[], details: object = {}) =>
  harness.post(
    `${INCIDENT}/responder_requests`,
    {
      requester_id: 'PUSR001',
      message: 'Please help',
      responder_request_targets: targets.map((target) => ({ responder_request_target: target })),
      ...details,
    },
    '',
  );
const cancel = (...targets: readonly object[]) =>
  harness.put(
    `${INCIDENT}/responder_requests/cancel`,
    { requester_id: 'PUSR001', responder_request_targets: targets },
    '',
  );
const listStates = async (): Promise<string[]> =>
  (await harness.get(INCIDENT)).data.incident.incidents_responders.map(({ state }: { state: string }) => state);

describe('a responder request', () => {
  test('names the users that it reached by each target', async () => {
    const { status, data } = await request([USER, POLICY]);
    const targets = data.responder_request.responder_request_targets.map(
      (one: { responder_request_target: object }) => one.responder_request_target,
    );
    const responders = [{ state: 'pending', message: 'Please help', requester: { id: 'PUSR001' } }];
    expect([status, targets]).toMatchObject([
      200,
      [
        { id: 'PUSR009', type: 'user', incidents_responders: responders },
        { id: 'PESC001', type: 'escalation_policy', incidents_responders: responders },
      ],
    ]);
    expect(await listStates()).toEqual(['pending', 'pending']);
  });

  test.each([
    ['without a message', { message: undefined }],
    ['with a blank message', { message: ' ' }],
    ['without a requester', { requester_id: undefined }],
    ['without a target', { responder_request_targets: [] }],
  ])('%s is refused', async (_, details) => {
    const { status, data } = await request([USER], details);
    expect([status, data.error.code]).toEqual([400, 2001]);
    expect(await listStates()).toEqual([]);
  });

  test('for a resolved incident is refused', async () => {
    await harness.put(INCIDENT, updateIncidentBody({ status: 'resolved' }));
    expect((await request([USER])).status).toBe(400);
  });

  test('is cancelled by target; a policy stands for the users that it reached', async () => {
    await request([POLICY]);
    const stranger = { id: 'PUSR010', type: 'user_reference' };
    expect((await cancel(POLICY, stranger)).data.responder_request_targets).toEqual([
      { ...POLICY, result: 'cancelled' },
      { ...stranger, result: 'not_found' },
    ]);
    expect(await listStates()).not.toContain('pending');
    expect((await cancel(POLICY)).data.responder_request_targets).toEqual([{ ...POLICY, result: 'not_found' }]);
  });
});
