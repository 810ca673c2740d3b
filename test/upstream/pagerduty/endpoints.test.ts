import { describe, expect, it } from '@jest/globals';
import { ENDPOINTS } from '../../../src/upstream/pagerduty/endpoints.js';

const writes = Object.values(ENDPOINTS).filter(({ effect }) => effect === 'write');
const writesWithRetry = (word: string) => writes.filter(({ retry }) => retry === word).map(({ name }) => name);

describe('a write whose answer was lost', () => {
  it('is sent again only where that has no further effect', () => {
    expect(writesWithRetry('freely')).toEqual(['resolveIncident', 'resolveIncidents', 'updateIncident']);
  });

  it('is sent again after looking only where it could undo what a human just did', () => {
    expect(writesWithRetry('after-looking')).toEqual(['acknowledgeIncident', 'acknowledgeIncidents', 'reopenIncident']);
  });
});

it('every read may be sent again', () => {
  const reads = Object.values(ENDPOINTS).filter(({ effect }) => effect === 'read');
  expect(reads.every(({ retry }) => retry === 'freely')).toBe(true);
});
