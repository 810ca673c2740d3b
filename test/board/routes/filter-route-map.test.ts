import { expect, test } from '@jest/globals';
import { filterRouteMap } from '../../../src/board/routes/filter-route-map.js';
import { createRouteMap } from '../../../src/board/routes/route-map.js';
import { destinationNode, listing, policyNode, serviceNode } from './route-builders.js';

const map = createRouteMap(
  listing([policyNode('floods', ['edge', 'dead']), policyNode('pools', ['edge']), policyNode('errors', ['pay'])]),
  listing([
    destinationNode('edge', [serviceNode('s-edge')]),
    destinationNode('pay', [serviceNode('s-pay', { escalationPolicy: { name: 'Payments' } })]),
    destinationNode('dead', []),
  ]),
);

function idsWith(filter: { onlyGaps?: boolean; search?: string }): string[] {
  const { policies, destinations, services } = filterRouteMap(map, { onlyGaps: false, search: '', ...filter });
  return [...policies, ...destinations, ...services].map(({ id }) => id);
}

test('an empty filter keeps everything', () => {
  expect(idsWith({})).toEqual(['floods', 'pools', 'errors', 'edge', 'dead', 'pay', 's-edge', 's-pay']);
});

test('only gaps keeps the gap, what leads to it and what it leads to', () => {
  expect(idsWith({ onlyGaps: true })).toEqual(['floods', 'edge', 'dead', 's-edge']);
});

test('a search keeps the whole route of what matches, in any case', () => {
  expect(idsWith({ search: ' PAYMENTS ' })).toEqual(['errors', 'pay', 's-pay']);
  expect(idsWith({ search: 'policy pools' })).toEqual(['pools', 'edge', 's-edge']);
});

test('a search finds users on call', () => {
  expect(idsWith({ search: 'maren' })).toHaveLength(7);
});

test('a search without a match keeps nothing', () => {
  expect(idsWith({ search: 'nothing here' })).toEqual([]);
});
