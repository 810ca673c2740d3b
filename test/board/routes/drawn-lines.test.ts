import { expect, test } from '@jest/globals';
import { listDrawnLines, toCross, toPath } from '../../../src/board/routes/drawn-lines.js';
import { createRouteMap } from '../../../src/board/routes/route-map.js';
import { destinationNode, listing, policyNode, serviceNode } from './route-builders.js';

test('lines on which an alert gets lost are gaps, and a destination without a service is a dead end', () => {
  const destinations = [
    destinationNode('good', [serviceNode('s')]),
    destinationNode('dead', []),
    destinationNode('empty', [serviceNode('nobody', { onCall: [] })]),
    destinationNode('unknown', null),
  ];
  const policies = [policyNode('p', ['good', 'dead', 'empty', 'unknown'])];
  const lines = listDrawnLines(createRouteMap(listing(policies), listing(destinations)));
  const toText = (line: (typeof lines)[number]) => `${line.from}>${line.to ?? '×'}`;
  expect(lines.filter(({ isGap }) => isGap).map(toText)).toEqual([
    'p>dead',
    'p>empty',
    'empty>nobody',
    'dead>×',
    'nobody>nobody/on-call',
  ]);
  expect(lines.filter(({ isGap }) => !isGap).map(toText)).toEqual(['p>good', 'p>unknown', 'good>s', 's>s/on-call']);
});

test('the lines of a silenced policy are gaps, and those after them are not', () => {
  const silenced = policyNode('p', ['d'], { silences: [{ status: 'ACTIVE', end: null }] });
  const map = createRouteMap(listing([silenced]), listing([destinationNode('d', [serviceNode('s')])]));
  expect(listDrawnLines(map).map(({ from, isGap }) => [from, isGap])).toEqual([
    ['p', true],
    ['d', false],
    ['s', false],
  ]);
});

test('a line is a curve from edge to edge, and a dead end is short and has a cross', () => {
  const from = { left: 0, right: 100, middle: 20 };
  expect(toPath(from, { left: 200, right: 300, middle: 60 })).toBe('M100 20C150 20 150 60 200 60');
  expect(toPath(from, undefined)).toBe('M100 20h23');
  expect(toCross(from)).toBe('M123 15l10 10M123 25l10 -10');
});
