// The result of a run in sentences, which the next run replaces.
import { REASONS } from './reasons.mjs';
import { formatRatio, SUBJECT } from './targets.mjs';
import { WORKLOADS } from './workloads.mjs';

const LOWER_BOUNDS = { mercurius: 'Mercurius', equal: 'Mercurius with equal duties' };

/**
 * Compares with each Mercurius by its own figures.
 *
 * @param {Record<string, Record<string, { cpuMs: number }>>} figures by workload and contender
 */
export function compareWithMercurius(figures) {
  const lines = Object.entries(LOWER_BOUNDS).map(([name, title]) => {
    const ratios = WORKLOADS.map(({ name: workload }) => [workload, cpuRatio(figures[workload], name)]);
    ratios.sort(([, one], [, other]) => one - other);
    const less = formatRatios(ratios.filter(([, ratio]) => ratio < 1));
    const more = formatRatios(ratios.filter(([, ratio]) => ratio >= 1));
    return `- ${title}, less: ${less}\n- ${title}, as much or more: ${more}`;
  });
  return ['CPU time of pagergraph as a multiple of that of each Mercurius:', '', ...lines].join('\n');
}

const cpuRatio = (figures, other) => figures[SUBJECT].cpuMs / figures[other].cpuMs;

const formatRatios = (ratios) =>
  ratios.map(([workload, ratio]) => `_${workload}_: ${formatRatio(ratio)}`).join('; ') || 'no row';

/** @param {readonly import('./report.mjs').Row[]} missed */
export function explainMissed(missed) {
  if (missed.length === 0) return 'No row misses a goal.';
  return ['Why rows miss a goal:', '', ...missed.map(({ name }) => `- _${name}_: ${REASONS[name]}`)].join('\n');
}
