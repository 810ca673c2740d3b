import { expect, test } from '@jest/globals';
import { readText } from './source-code.js';

const sizing = readText('docs/operating.md');
const rowsOf = (path: string) =>
  readText(path)
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
const benchmarks = rowsOf('docs/benchmarks.md');
const watchers = rowsOf('docs/live.md').filter((cells) => cells[2] === '5,000');
const ours = benchmarks.find((cells) => cells.includes('goals of pagergraph'))?.indexOf('pagergraph') ?? 0;
const published = (name: string) => benchmarks.find((cells) => cells[1] === name)?.[ours] ?? `no row ${name}`;

const perSecond = (ms: string) => (Math.round(10 / Number(ms)) * 100).toLocaleString('en');

test.each([
  ['trigger', 'trigger'],
  ['acknowledge, which reads first', 'acknowledge (reads first)'],
  ['list of 25, changed each time', 'flat list of 25'],
  ['list of 25 with service and people, unchanged', '25 with service and assignees, unchanged'],
])('docs/operating.md repeats the published CPU time of a %s', (what, name) => {
  const [ms = ''] = published(name).split(',');
  expect(sizing).toContain(`| ${what} | ${ms} ms CPU: ${perSecond(ms)} per second and core |`);
});

test('docs/operating.md repeats the published memory', () => {
  expect(sizing).toContain(`| ${published('peak memory')} at most under the load of the benchmark |`);
});

test('docs/operating.md repeats what a subscriber costs', () => {
  const [[, , , , , , , eventCpu, streamMemory] = [], [, , , , , , , socketCpu, socketMemory] = []] = watchers;
  expect(sizing).toContain(`| ${socketMemory} over a WebSocket, ${streamMemory} over an event stream |`);
  expect(sizing).toContain(`| ${socketCpu} CPU over a WebSocket, ${eventCpu} over an event stream, per subscriber`);
});
