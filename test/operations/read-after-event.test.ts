import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { sandboxGateway } from './sandbox-gateway.js';

const gateway = sandboxGateway({ UPSTREAM_TRY_TIMEOUT_MS: '3000' });

const isRead = ({ method, path }: { method: string; path: string }) => method === 'GET' && path.includes('1260');
const readCount = () => gateway.sent.filter(isRead).length;

test('a read after an accepted event never gets the response of a read that began before the event', async () => {
  gateway.sandbox.control.pagerduty.addFault({ kind: 'hang', method: 'GET', path: '/incidents/1260', times: 1 });
  let isFirstAnswered = false;
  const before = gateway.run('{ incident(by: { number: 1260 }) { number } }').then(() => (isFirstAnswered = true));
  while (readCount() === 0) await turn();
  const integration = Object.keys(gateway.sandbox.pagerduty.routingKeys)[0];
  const event = `{ trigger: { summary: "Disk full", source: "db03", severity: CRITICAL } }`;
  const sent = await gateway.run(
    `mutation { sendAlertEvent(input: { integration: "${integration}", event: ${event} }) { accepted } }`,
  );
  expect(sent.data).toEqual({ sendAlertEvent: { accepted: true } });
  await gateway.run('{ incident(by: { number: 1260 }) { number } }');
  expect({ reads: readCount(), isFirstAnswered }).toEqual({ reads: 2, isFirstAnswered: false });
  await before;
});
