// The goals of pagergraph and whether a run meets them.

/**
 * @typedef {object} Goal
 * @property {Record<string, number>} [ratioTo] maximum ratio of the CPU time to that of other contenders. On each row it must
 * also be below that of Mercurius with equal duties
 * @property {number} [ratioToTrigger] maximum ratio to pagergraph's own trigger
 * @property {number} [addedP99Ms] maximum p99 beyond the upstream's latency
 * @property {number} [calls] maximum of upstream calls per operation
 *
 * @typedef {object} Target
 * @property {string} text with the reached value and the maximum
 * @property {boolean} isMet
 */

export const SUBJECT = 'pagergraph';
const MEASURED_AGAINST = { mercurius: 'Mercurius', equal: 'equal duties', apollo: 'Apollo' };

/** Maximum ratios of the whole process to the Apollo gateway. */
export const START_GOAL = { apollo: 0.8 };
export const MEMORY_GOAL = { apollo: 0.7 };

/** Tolerance for the mean number of calls: at the ends of a run, some calls are shared that otherwise are not. */
const CALLS_TOLERANCE = 0.005;

/**
 * @param {Goal} goal
 * @param {Record<string, import('./measure.mjs').Figures>} figures by contender
 * @param {import('./measure.mjs').Figures} trigger of pagergraph
 * @returns {readonly Target[]}
 */
export function judgeCpu({ ratioTo = {}, ratioToTrigger, calls }, figures, trigger) {
  const cpu = Object.fromEntries(Object.entries(figures).map(([name, { cpuMs }]) => [name, cpuMs]));
  const targets = judgeRatios(ratioTo, cpu);
  if (ratioToTrigger) targets.push(toRatioTarget(cpu[SUBJECT] / trigger.cpuMs, ratioToTrigger, 'our trigger'));
  const ratio = cpu[SUBJECT] / cpu.equal;
  targets.push({ text: `${formatRatio(ratio)} of equal duties (< 1)`, isMet: ratio < 1 });
  return [...targets, ...judgeCalls(calls, figures[SUBJECT].calls, { onlyMissed: true })];
}

/** @param {Record<string, number>} goal maximum ratio by contender */
export function judgeRatios(goal, values) {
  return Object.entries(goal).map(([other, max]) =>
    toRatioTarget(values[SUBJECT] / values[other], max, MEASURED_AGAINST[other]),
  );
}

export function judgeAddedP99(max, addedMs) {
  return [{ text: `${addedMs.toFixed(1)} ms (≤ ${max})`, isMet: addedMs <= max }];
}

export function judgeCalls(max, calls, { onlyMissed = false } = {}) {
  const isMet = calls <= max + CALLS_TOLERANCE;
  return isMet && onlyMissed ? [] : [{ text: `${calls.toFixed(2)} calls (≤ ${max})`, isMet }];
}

const toRatioTarget = (ratio, max, other) => ({
  text: `${formatRatio(ratio)} of ${other} (≤ ${formatRatio(max)})`,
  isMet: ratio <= max,
});

/** `.25`, without the leading zero. */
export const formatRatio = (ratio) => ratio.toFixed(2).replace(/^0/, '');
