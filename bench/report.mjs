// The result of a run as Markdown, for the terminal and docs/benchmarks.md.
import { cpus, totalmem } from 'node:os';
import { CONTENDERS } from './contenders.mjs';
import { judgeAddedP99, judgeCalls, judgeCpu, judgeRatios, MEMORY_GOAL, START_GOAL, SUBJECT } from './targets.mjs';
import { LATENCY, TRIGGER, WORKLOADS } from './workloads.mjs';

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {Record<string, string>} cells by contender
 * @property {readonly import('./targets.mjs').Target[]} targets
 * @property {import('./workloads.mjs').Workload} [workload] what the row measures
 */

/**
 * @param {Awaited<ReturnType<typeof import('./measure.mjs').measureAll>>} measured
 * @returns {readonly Row[]}
 */
export function toRows({ figures, startMs, peakMb }) {
  const trigger = figures[TRIGGER.name][SUBJECT];
  return [
    ...WORKLOADS.map((workload) => ({
      name: workload.name,
      cells: mapValues(figures[workload.name], ({ cpuMs, calls }) => `${formatMs(cpuMs)}, ${formatCalls(calls)}`),
      targets: judgeCpu(workload.goal, figures[workload.name], trigger),
      workload,
    })),
    ...toLatencyRows(figures[LATENCY.name]),
    toProcessRow('start to first response', startMs, 'ms', START_GOAL),
    toProcessRow('peak memory', peakMb, 'MB', MEMORY_GOAL),
  ];
}

const addedMs = ({ p99Ms }) => p99Ms - LATENCY.latencyMs;

function toLatencyRows(figures) {
  const { addedP99Ms, calls } = LATENCY.goal;
  return [
    {
      name: `${LATENCY.name}: added p99`,
      cells: mapValues(figures, (one) => `${Math.round(addedMs(one))} ms`),
      targets: judgeAddedP99(addedP99Ms, addedMs(figures[SUBJECT])),
      workload: LATENCY,
    },
    {
      name: 'the same: calls',
      cells: mapValues(figures, (one) => formatCalls(one.calls)),
      targets: judgeCalls(calls, figures[SUBJECT].calls),
    },
  ];
}

const toProcessRow = (name, values, unit, goal) => ({
  name,
  cells: mapValues(values, (value) => `${Math.round(value)} ${unit}`),
  targets: judgeRatios(goal, values),
});

/** @param {readonly Row[]} rows */
export function formatReport(rows) {
  const columns = CONTENDERS.map(({ name }) => name);
  return [
    `Run on ${new Date().toISOString().slice(0, 10)} with Node.js ${process.versions.node} on ${describeMachine()}:`,
    '',
    toLine(['', ...CONTENDERS.map(({ title }) => title), 'goals of pagergraph']),
    toLine(['---', ...columns.map(() => '--:'), '---']),
    ...rows.map(({ name, cells, targets }) =>
      toLine([name, ...columns.map((column) => cells[column]), targets.map(formatTarget).join('<br>')]),
    ),
  ].join('\n');
}

function describeMachine() {
  const [{ model }] = cpus();
  return `${cpus().length} × ${model.replaceAll(/\((?:R|TM)\)/g, '')}, ${Math.round(totalmem() / 2 ** 30)} GB`;
}

const formatTarget = ({ text, isMet }) => `${text}: ${isMet ? 'met' : '**missed**'}`;
/** `.221`, in milliseconds. */
const formatMs = (ms) => (ms < 1 ? ms.toFixed(3).replace(/^0/, '') : ms.toFixed(2));

function formatCalls(count) {
  const rounded = Math.round(count * 10) / 10;
  return `${rounded} ${rounded === 1 ? 'call' : 'calls'}`;
}

const toLine = (cells) => `| ${cells.join(' | ')} |`;
const mapValues = (object, map) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));

/** The page with the report between its markers. */
export function insertReport(page, text) {
  return page.replace(/(<!-- bench -->\n)[^]*(<!-- \/bench -->)/, (_, begin, end) => `${begin}\n${text}\n\n${end}`);
}
