import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { subscriptions } from '../../src/client/generated/operations.js';
import { sandboxGateway } from './sandbox-gateway.js';

const FOLDER = join(__dirname, '../../schema/operations');
const gateway = sandboxGateway();

const trigger = (title: string) =>
  gateway.api.triggerIncident({ input: { service: { pagerDutyId: 'PSVC001' }, title } });

test('each subscription of an operation file has a function', () => {
  const texts = readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file), 'utf8'));
  const names = texts.flatMap((text) => /^subscription (\w+)/m.exec(text)?.slice(1) ?? []);
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) expect(subscriptions).toHaveProperty(name[0]?.toLowerCase() + name.slice(1));
});

test('openIncidents yields the whole list, then each change', async () => {
  const changes = gateway.api.openIncidents();
  const { value: snapshot } = await changes.next();
  const { nodes } = await gateway.api.listIncidents({
    filter: { statuses: ['TRIGGERED', 'ACKNOWLEDGED'] },
    first: 100,
  });
  expect(snapshot).toMatchObject({ isSnapshot: true, totalCount: nodes.length, removedIds: [] });
  expect(snapshot?.upserted.map(({ id }) => id).toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());

  const { incident } = await trigger('Booking API answers 500');
  const { value: triggered } = await changes.next();
  expect(triggered).toMatchObject({
    isSnapshot: false,
    totalCount: nodes.length + 1,
    upserted: [{ id: incident?.id }],
  });

  await gateway.api.resolveIncident({ input: { incident: { id: incident?.id ?? '' } } });
  const { value: resolved } = await changes.next();
  expect(resolved).toMatchObject({ totalCount: nodes.length, upserted: [], removedIds: [incident?.id] });
  await changes.return();
});

test('incidentEvents continues after its last cursor', async () => {
  const first = gateway.api.incidentEvents({ filter: { types: ['TRIGGERED'] } });
  const pending = first.next();
  const list = gateway.api.openIncidents();
  await list.next();
  const { incident } = await trigger('First');
  const { value: event } = await pending;
  expect(event).toMatchObject({ type: 'TRIGGERED', incident: { id: incident?.id } });
  await first.return();

  const missed = await trigger('Missed');
  const again = gateway.api.incidentEvents({ filter: { types: ['TRIGGERED'] }, after: event?.cursor ?? '' });
  const { value: next } = await again.next();
  expect(next).toMatchObject({ incident: { id: missed.incident?.id } });
  await again.return();
  await list.return();
});
