import { expect, test } from '@jest/globals';
import { type MockGateway, mockGateway, pagerdutyAccount } from '../../mock-gateway.js';
import { wireService } from '../../upstream-responses.js';

const LIST = 'query ($after: String) { services(first: 1, after: $after) { nodes { name } pageInfo { endCursor } } }';
const KEY = 'notARealCursorKeyButLongEnoughToBe';
const renewed = { byKey: { main: { ...pagerdutyAccount, apiToken: 'u+anotherKey' } }, defaultKey: 'main' };

const plain = mockGateway();
const restarted = mockGateway();
const withNewCredential = mockGateway({ pagerduty: renewed });
const keyed = mockGateway({ cursorKey: KEY });
const keyedWithNewCredential = mockGateway({ cursorKey: KEY, pagerduty: renewed });

async function read({ pagerduty, run }: MockGateway, after?: string) {
  pagerduty.allows('GET', '/services').answers(200, { services: [wireService()], more: true });
  const { data, errors } = await run<{ services: { pageInfo: { endCursor: string } } | null }>(LIST, { after });
  return { cursor: data.services?.pageInfo.endCursor, code: errors?.[0]?.extensions['code'] };
}

test.each([
  ['survives a restart, and works on a replica with the same credential', plain, restarted, undefined],
  ['is refused after a new credential', plain, withNewCredential, 'BAD_USER_INPUT'],
  ['outlives a credential where CURSOR_KEY signs it', keyed, keyedWithNewCredential, undefined],
  ['is refused by who has another key', plain, keyed, 'BAD_USER_INPUT'],
])('a cursor %s', async (_, one, other, code) => {
  const { cursor } = await read(one);
  expect((await read(other, cursor)).code).toBe(code);
});
