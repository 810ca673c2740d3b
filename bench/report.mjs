// The result of a run as Markdown, for the terminal and docs/benchmarks.md.
import { cpus, totalmem } from 'node:os';
import { CONTENDERS } from './contenders.mjs';

const [{ name: BASE }, ...OTHERS] = CONTENDERS.map(({ name, title }) => ({ name, title }));
const SUBJECT = 'pagergraph';

/** Goal for start time and memory; the goals of the workloads are in workloads.mjs. */
const PROCESS_GOAL = { ratio: 0.8 };

/** Tolerance for the mean number of calls: at the ends of a run, some calls are shared that otherwise are not. */
const CALLS_TOLERANCE = 0.005;

/**
 * @param {readonly import('./workloads.mjs').Workload[]} workloads
 * @param {Awaited<ReturnType<typeof import('./measure.mjs').measureAll>>} measured
 */
export function formatReport(workloads, { figures, startMs, peakMb }) {
  const rows = [
    ...workloads.map(({ name, goal, measure = 'cpuMs' }) => workloadRow(name, goal, measure, figures[name])),
    toRow('start to first response', PROCESS_GOAL, startMs, (value) => `${Math.round(value)} ms`),
    toRow('peak memory under load', PROCESS_GOAL, peakMb, (value) => `${Math.round(value)} MB`),
  ];
  return [
    `Run on ${new Date().toISOString().slice(0, 10)} with Node.js ${process.versions.node} on ${describeMachine()}:`,
    '',
    toLine(['', ...CONTENDERS.map(({ title }) => title), 'goal', '']),
    toLine(['---', ...CONTENDERS.map(() => '--:'), '--:', '---']),
    ...rows.map(toLine),
  ].join('\n');
}

function describeMachine() {
  const [{ model }] = cpus();
  return `${cpus().length} × ${model.replaceAll(/\((?:R|TM)\)/g, '')}, ${Math.round(totalmem() / 2 ** 30)} GB`;
}

function workloadRow(name, goal, measure, byContender) {
  const pick = (key) => Object.fromEntries(Object.entries(byContender).map(([who, figures]) => [who, figures[key]]));
  const calls = measure === 'cpuMs' ? pick('calls') : undefined;
  const format = measure === 'cpuMs' ? (value) => value.toFixed(2) : (value) => `${Math.round(value)} ms`;
  return toRow(name, goal, pick(measure), format, calls);
}

/** The value of the first contender, the ratios of the others to it, and whether the goal is met. */
function toRow(name, goal, values, format, calls) {
  const ratio = (who) => values[who] / values[BASE];
  const cell = (text, who) => (calls ? `${text}, ${formatCalls(calls[who])}` : text);
  const isMet =
    ratio(SUBJECT) <= goal.ratio && (goal.calls === undefined || calls[SUBJECT] <= goal.calls + CALLS_TOLERANCE);
  return [
    name,
    cell(format(values[BASE]), BASE),
    ...OTHERS.map((other) => cell(formatRatio(ratio(other.name)), other.name)),
    `≤ ${formatRatio(goal.ratio)}${goal.calls === undefined ? '' : `, ${formatCalls(goal.calls)}`}`,
    isMet ? 'met' : 'not met',
  ];
}

/** `.25`, without the leading zero. */
const formatRatio = (ratio) => ratio.toFixed(2).replace(/^0/, '');

function formatCalls(count) {
  const rounded = Math.round(count * 10) / 10;
  return `${rounded} ${rounded === 1 ? 'call' : 'calls'}`;
}

const toLine = (cells) => `| ${cells.join(' | ')} |`;

/** The page with the report between its markers. */
export function insertReport(page, text) {
  return page.replace(/(<!-- bench -->\n)[^]*(<!-- \/bench -->)/, (_, begin, end) => `${begin}\n${text}\n\n${end}`);
}
