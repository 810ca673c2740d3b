// The outcome of a run as Markdown, for the terminal and the README.
import { cpus, totalmem } from 'node:os';
import { CONTENDERS } from './contenders.mjs';

const [{ name: BASE }, ...OTHERS] = CONTENDERS.map(({ name, title }) => ({ name, title }));
const SUBJECT = 'pagergraph';

/** What starting and memory may come to; the other goals stand beside their workloads. */
const STANDING_GOAL = { ratio: 0.8 };

/** How far a mean of counted calls may be off: at a run's ends some are shared that usually are not. */
const CALLS_TOLERANCE = 0.005;

/**
 * @param {readonly import('./workloads.mjs').Workload[]} workloads
 * @param {Awaited<ReturnType<typeof import('./measure.mjs').measureAll>>} measured
 */
export function report(workloads, { figures, startMs, peakMb }) {
  const rows = [
    ...workloads.map(({ name, goal, measure = 'cpuMs' }) => workloadRow(name, goal, measure, figures[name])),
    row('start to first answer', STANDING_GOAL, startMs, (value) => `${Math.round(value)} ms`),
    row('peak memory under load', STANDING_GOAL, peakMb, (value) => `${Math.round(value)} MB`),
  ];
  return [
    `Run on ${new Date().toISOString().slice(0, 10)} with Node.js ${process.versions.node} on ${machine()}:`,
    '',
    line(['', ...CONTENDERS.map(({ title }) => title), 'goal', '']),
    line(['---', ...CONTENDERS.map(() => '--:'), '--:', '---']),
    ...rows.map(line),
  ].join('\n');
}

function machine() {
  const [{ model }] = cpus();
  return `${cpus().length} × ${model.replaceAll(/\((?:R|TM)\)/g, '')}, ${Math.round(totalmem() / 2 ** 30)} GB`;
}

function workloadRow(name, goal, measure, byContender) {
  const pick = (key) => Object.fromEntries(Object.entries(byContender).map(([who, figures]) => [who, figures[key]]));
  const calls = measure === 'cpuMs' ? pick('calls') : undefined;
  const told = measure === 'cpuMs' ? (value) => value.toFixed(2) : (value) => `${Math.round(value)} ms`;
  return row(name, goal, pick(measure), told, calls);
}

/** The first contender's own value, the others' part of it, and whether the goal is met. */
function row(name, goal, values, told, calls) {
  const ratio = (who) => values[who] / values[BASE];
  const cell = (text, who) => (calls ? `${text}, ${inCalls(calls[who])}` : text);
  const isMet =
    ratio(SUBJECT) <= goal.ratio && (goal.calls === undefined || calls[SUBJECT] <= goal.calls + CALLS_TOLERANCE);
  return [
    name,
    cell(told(values[BASE]), BASE),
    ...OTHERS.map((who) => cell(part(ratio(who.name)), who.name)),
    `≤ ${part(goal.ratio)}${goal.calls === undefined ? '' : `, ${inCalls(goal.calls)}`}`,
    isMet ? 'met' : 'not met',
  ];
}

/** `.25` as people write it. */
const part = (ratio) => ratio.toFixed(2).replace(/^0/, '');

function inCalls(count) {
  const rounded = Math.round(count * 10) / 10;
  return `${rounded} ${rounded === 1 ? 'call' : 'calls'}`;
}

const line = (cells) => `| ${cells.join(' | ')} |`;

/** The README with the text in its place. */
export function readmeWith(readme, text) {
  return readme.replace(/(<!-- bench -->\n)[^]*(<!-- \/bench -->)/, (_, begin, end) => `${begin}\n${text}\n\n${end}`);
}
