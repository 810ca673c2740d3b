import { expect, test } from '@jest/globals';
import type { OpenIncident } from '../../../src/board/data/live-incidents.js';
import { selectIncidents } from '../../../src/board/now/select-incidents.js';

const EVERYTHING = { service: '', urgency: '', status: '', team: '' };

const incident = (number: number, parts: Partial<OpenIncident>) =>
  ({
    number,
    urgency: 'HIGH',
    status: 'TRIGGERED',
    createdAt: '2026-03-01T10:00:00Z',
    service: { id: 'web', name: 'Web' },
    teams: [{ id: 'ops', name: 'Ops' }],
    ...parts,
  }) as OpenIncident;

const INCIDENTS = [
  incident(1, { urgency: 'LOW' }),
  incident(2, { status: 'ACKNOWLEDGED' }),
  incident(3, { createdAt: '2026-03-01T09:00:00Z' }),
  incident(4, {}),
  incident(5, { service: null, teams: [] }),
];

const select = (filters: Partial<typeof EVERYTHING>) =>
  selectIncidents(INCIDENTS, { ...EVERYTHING, ...filters }).map(({ number }) => number);

test('urgent ones come first, then those without acknowledgement, then the newest', () => {
  expect(select({})).toEqual([5, 4, 3, 2, 1]);
});

test.each([
  [{ urgency: 'LOW' }, [1]],
  [{ status: 'ACKNOWLEDGED' }, [2]],
  [{ service: 'web' }, [4, 3, 2, 1]],
  [{ team: 'ops', status: 'TRIGGERED', urgency: 'HIGH' }, [4, 3]],
  [{ service: 'unknown' }, []],
])('%p leaves %p', (filters, numbers) => expect(select(filters)).toEqual(numbers));
