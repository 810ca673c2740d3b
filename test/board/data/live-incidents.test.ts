import { describe, expect, test } from '@jest/globals';
import {
  applyChange,
  createLiveIncidents,
  loseConnection,
  type OpenIncident,
  type OpenIncidentsChange,
} from '../../../src/board/data/live-incidents.js';

const incident = (id: string, title = id) => ({ id, title }) as OpenIncident;

const change = (parts: Partial<OpenIncidentsChange>): OpenIncidentsChange => ({
  isSnapshot: false,
  totalCount: 0,
  upserted: [],
  removedIds: [],
  live: { source: 'WEBHOOK', maxLagSeconds: 5, lastEventAt: null, failingSince: null },
  ...parts,
});

const SNAPSHOT = change({ isSnapshot: true, totalCount: 2, upserted: [incident('a'), incident('b')] });
const first = applyChange(createLiveIncidents(0), SNAPSHOT, 10);
const ids = ({ incidents }: typeof first) => [...(incidents?.keys() ?? [])];

describe('the live incidents', () => {
  test('are unknown, and not empty, before the first list', () => {
    expect(createLiveIncidents(0).incidents).toBeUndefined();
  });

  test('are those of the first list, none of which appeared', () => {
    expect(ids(first)).toEqual(['a', 'b']);
    expect([first.appeared, first.connection]).toEqual([[], { state: 'connected', since: 10 }]);
  });

  test('change one by one', () => {
    const next = applyChange(first, change({ upserted: [incident('b', 'new'), incident('c')], removedIds: ['a'] }), 20);
    expect(ids(next)).toEqual(['b', 'c']);
    expect(next.incidents?.get('b')?.title).toBe('new');
    expect(next.appeared).toEqual([incident('c')]);
    expect(next.connection.since).toBe(10);
  });

  test('stay on the screen while the connection is lost, which is as old as its first failure', () => {
    const lost = loseConnection(loseConnection(first, undefined, 30), undefined, 40);
    expect(ids(lost)).toEqual(['a', 'b']);
    expect(lost.connection).toEqual({ state: 'disconnected', since: 30 });
  });

  test('are replaced by the list after a lost connection, and what came meanwhile appeared', () => {
    const lost = loseConnection(first, undefined, 30);
    const next = applyChange(lost, change({ isSnapshot: true, upserted: [incident('b'), incident('d')] }), 50);
    expect(ids(next)).toEqual(['b', 'd']);
    expect(next.appeared).toEqual([incident('d')]);
    expect(next.connection).toEqual({ state: 'connected', since: 50 });
  });
});
