import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../src/faults/fault.js';
import type { PagerDutyAccountContext } from '../../../../src/graph/core/context.js';
import { writeNote } from '../../../../src/graph/pagerduty/incidents/notes/add-note.js';

const LOST = new Fault('UPSTREAM_TIMEOUT', 'PagerDuty did not respond in time.', { outcome: 'UNKNOWN' });

/** Writes a note whose response is lost, and whose look-up fails with this error. */
function loseNote(lookupError: Error): Promise<unknown> {
  const client = { addNote: () => Promise.reject(LOST), listNotes: () => Promise.reject(lookupError) };
  return writeNote('PINC001', 'Noted.', { client } as unknown as PagerDutyAccountContext);
}

describe('a look-up after a lost response', () => {
  test('that PagerDuty does not serve leaves the error of the write', async () => {
    const fault = new Fault('UPSTREAM_UNAVAILABLE', 'PagerDuty is unavailable.');
    await expect(loseNote(fault)).rejects.toBe(LOST);
  });

  test('that has a defect reports the defect', async () => {
    const defect = new TypeError('notes.find is not a function');
    await expect(loseNote(defect)).rejects.toBe(defect);
  });
});
