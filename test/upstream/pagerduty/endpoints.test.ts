import { describe, expect, it } from '@jest/globals';
import { ENDPOINTS } from '../../../src/upstream/pagerduty/endpoints.js';

const writes = Object.values(ENDPOINTS).filter(({ effect }) => effect === 'write');
const writesWithRetry = (word: string) => writes.filter(({ retry }) => retry === word).map(({ name }) => name);

describe('a write with a lost response', () => {
  it('is retried only when a second execution has no further effect', () => {
    expect(writesWithRetry('idempotent')).toEqual(['resolveIncident', 'resolveIncidents', 'updateIncident']);
  });

  it('is checked first only when a retry could undo a human’s change', () => {
    expect(writesWithRetry('check-first')).toEqual(['acknowledgeIncident', 'acknowledgeIncidents', 'reopenIncident']);
  });
});

it('every read may be retried', () => {
  const reads = Object.values(ENDPOINTS).filter(({ effect }) => effect === 'read');
  expect(reads.every(({ retry }) => retry === 'idempotent')).toBe(true);
});
