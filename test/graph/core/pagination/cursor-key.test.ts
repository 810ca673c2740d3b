import { expect, test } from '@jest/globals';
import { type MockGateway, mockGateway, pagerdutyAccount } from '../../mock-gateway.js';
import { wireService } from '../../upstream-responses.js';

const LIST = 'query ($after: String) { services(first: 1, after: $after) { nodes { name } pageInfo { endCursor } } }';
const KEY = 'notARealCursorKeyButLongEnoughToBe';
const newCredential = { byKey: { main: { ...pagerdutyAccount, apiToken: 'u+anotherKey' } }, defaultKey: 'main' };

const gatewayWithoutKey = mockGateway();
const restartedGateway = mockGateway();
const gatewayWithNewCredential = mockGateway({ pagerduty: newCredential });
const gatewayWithKey = mockGateway({ cursorKey: KEY });
const gatewayWithKeyAndNewCredential = mockGateway({ cursorKey: KEY, pagerduty: newCredential });

async function readPage({ pagerduty, run }: MockGateway, after?: string) {
  pagerduty.allows('GET', '/services').respondsWith(200, { services: [wireService()], more: true });
  const { data, errors } = await run<{ services: { pageInfo: { endCursor: string } } | null }>(LIST, { after });
  return { cursor: data.services?.pageInfo.endCursor, code: errors?.[0]?.extensions['code'] };
}

test.each([
  [
    'survives a restart and is valid on a replica with the same credential',
    gatewayWithoutKey,
    restartedGateway,
    undefined,
  ],
  ['is refused after a change of the credential', gatewayWithoutKey, gatewayWithNewCredential, 'BAD_USER_INPUT'],
  [
    'survives a change of the credential when CURSOR_KEY signs it',
    gatewayWithKey,
    gatewayWithKeyAndNewCredential,
    undefined,
  ],
  ['is refused with another CURSOR_KEY', gatewayWithoutKey, gatewayWithKey, 'BAD_USER_INPUT'],
])('a cursor %s', async (_, one, other, code) => {
  const { cursor } = await readPage(one);
  expect((await readPage(other, cursor)).code).toBe(code);
});
