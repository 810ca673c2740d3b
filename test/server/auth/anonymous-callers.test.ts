import { describe, expect, test } from '@jest/globals';
import { createAnonymousCallers } from '../../../src/server/auth/anonymous-callers.js';
import { sandboxGateway } from '../../operations/sandbox-gateway.js';
import { ALL_SCOPES, liveGateways } from '../harness.js';

const { open } = liveGateways();
const sandbox = sandboxGateway({ TRUST_PROXY: '1' });

const TRIGGER = `mutation ($title: String!) {
  triggerIncident(input: {
    service: { pagerDutyId: "PSVC001" }, title: $title, actor: "maren.solberg@example.com", idempotencyKey: "same"
  }) { created incident { number dedupKey } userErrors { code } }
}`;

const fromAddress = (address: string) => ({ 'x-forwarded-for': address });

type TriggerFrom = (title: string, address: string) => Promise<unknown>;

const gateways: readonly [string, () => Promise<TriggerFrom>][] = [
  [
    'live',
    async () => {
      const { run } = await open({ ANONYMOUS_SCOPES: ALL_SCOPES, TRUST_PROXY: '1' });
      return async (title, address) => (await run(TRIGGER, fromAddress(address), { title })).data;
    },
  ],
  [
    'in the sandbox',
    async () => async (title, address) => (await sandbox.run(TRIGGER, { title }, fromAddress(address))).data,
  ],
];

describe.each(gateways)('callers without credentials, %s,', (_where, openGateway) => {
  test('do not share an idempotency key when they have different addresses', async () => {
    const trigger = await openGateway();
    const mine = await trigger('Mine', '192.0.2.1');
    const theirs = await trigger('Theirs', '192.0.2.2');
    for (const response of [mine, theirs]) {
      expect(response).toMatchObject({ triggerIncident: { created: true, userErrors: [] } });
    }
    expect(theirs).not.toEqual(mine);
  });

  test('may repeat with their key from the same address, or from their IPv6 network', async () => {
    const trigger = await openGateway();
    expect(await trigger('Mine', '192.0.2.1')).toEqual(await trigger('Mine', '192.0.2.1'));
    expect(await trigger('Mine', '2001:db8::1')).toEqual(await trigger('Mine', '2001:db8::ffff:2'));
  });
});

test('share responses in flight with callers of their address only, because callers are compared as objects', () => {
  const callerAt = createAnonymousCallers(['INCIDENTS_READ']);
  expect(callerAt('192.0.2.1')).toBe(callerAt('192.0.2.1'));
  expect(callerAt('192.0.2.1')).not.toBe(callerAt('192.0.2.2'));
  expect(callerAt('192.0.2.1').id).not.toBe(callerAt('192.0.2.2').id);
});
