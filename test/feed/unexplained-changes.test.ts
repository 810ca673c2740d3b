import { expect, test } from '@jest/globals';
import { UnexplainedChanges } from '../../src/feed/unexplained-changes.js';

const change = { incidentId: 'P1', changedAt: 1_000, waitsUntil: 10_000 };

test('a second change is part of the same report and does not delay it', () => {
  const changes = new UnexplainedChanges();
  changes.add(change);
  changes.add({ ...change, changedAt: 9_000, waitsUntil: 19_000 });
  expect(changes.takeDue(9_999)).toEqual([]);
  expect(changes.takeDue(10_000)).toMatchObject([{ type: 'UNKNOWN', occurredAt: new Date(9_000).toISOString() }]);
  expect(changes.takeDue(19_000)).toEqual([]);
});
