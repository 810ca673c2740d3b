import { expect, test } from '@jest/globals';
import { findCutLists, findHalfErrors } from '../../../src/board/routes/halves.js';
import type { RouteReading } from '../../../src/board/routes/read-routes.js';
import { createFailure, destinationNode, listing, policyNode, serviceNode } from './route-builders.js';

const complete: RouteReading = {
  policies: listing([policyNode('p', ['d'])]),
  destinations: listing([destinationNode('d', [])]),
  services: null,
  readAt: 0,
};

const error = createFailure([{ message: 'Down.' }]);
const missing = { isComplete: false, listError: error };

const consequences = (reading: Partial<RouteReading>) =>
  findHalfErrors({ ...complete, ...reading }).map(({ consequence }) => consequence);

test('a complete reading has no errors and no cut lists', () => {
  expect([findHalfErrors(complete), findCutLists(complete)]).toEqual([[], []]);
});

test('an error within destinations is about PagerDuty’s half', () => {
  const destinations = listing([destinationNode('d', null)], { entryError: error });
  expect(consequences({ destinations })).toEqual([expect.stringContaining('PagerDuty’s part is incomplete')]);
});

test('missing destinations are about Cloudflare’s half, and what is shown is named', () => {
  const reading = { destinations: listing([], missing), services: listing([serviceNode('s')]) };
  expect(consequences(reading)).toEqual([expect.stringContaining('Its policies and PagerDuty’s services are shown.')]);
  expect(consequences({ ...reading, policies: listing([], missing) })).toEqual([
    expect.stringContaining('PagerDuty’s services are shown alone.'),
  ]);
});

test('both halves can fail at once', () => {
  const reading = { destinations: listing([], missing), services: listing([], missing) };
  expect(findHalfErrors({ ...complete, ...reading })).toHaveLength(2);
});

test('a list that is longer than the board reads states how much was read', () => {
  const policies = listing([policyNode('p', [])], { isComplete: false, totalCount: 3000 });
  expect(findCutLists({ ...complete, policies })).toEqual([
    'Only the first 1 of 3000 policies were read. Gaps of the others are unknown.',
  ]);
});
