import { describe, expect, test } from '@jest/globals';
import type { IncidentRead } from '../../src/feed/incident-read.js';
import { KnownIncidents } from '../../src/feed/known-incidents.js';
import { incident } from '../graph/pagerduty/incidents/live/fake-feed.js';

const FIRST_SECOND = '2026-03-18T12:00:00Z';
const SECOND_SECOND = '2026-03-18T12:00:01Z';

/** The version with this title, by the read with this number. */
const read = (order: number, title: string, updatedAt?: string): IncidentRead => ({
  incidentId: 'P1',
  incident: incident(1, { title, updated_at: updatedAt }),
  order,
  startedAt: order,
});

function shownAfter(...reads: readonly IncidentRead[]): string | undefined {
  const incidents = new KnownIncidents();
  for (const one of reads) incidents.apply(one);
  return incidents.get('P1')?.title;
}

describe('the version that is shown', () => {
  test('is the later update, whatever read began first', () => {
    expect(shownAfter(read(1, 'new', SECOND_SECOND), read(2, 'old', FIRST_SECOND))).toBe('new');
    expect(shownAfter(read(2, 'old', FIRST_SECOND), read(1, 'new', SECOND_SECOND))).toBe('new');
  });

  test('within one second is the read that began later', () => {
    expect(shownAfter(read(2, 'new', FIRST_SECOND), read(1, 'old', FIRST_SECOND))).toBe('new');
    expect(shownAfter(read(1, 'old', FIRST_SECOND), read(2, 'new', FIRST_SECOND))).toBe('new');
  });

  test.each([
    ['the shown version', undefined, FIRST_SECOND],
    ['the other version', FIRST_SECOND, undefined],
    ['both versions', undefined, undefined],
  ])('without a time of %s is the read that began later', (_what, shownAt, otherAt) => {
    expect(shownAfter(read(2, 'new', shownAt), read(1, 'old', otherAt))).toBe('new');
    expect(shownAfter(read(1, 'old', shownAt), read(2, 'new', otherAt))).toBe('new');
  });
});
