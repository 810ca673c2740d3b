// Measures the workloads on all contenders in turns.
import { compareResponses } from './compare-responses.mjs';
import { CONTENDERS } from './contenders.mjs';
import { median } from './median.mjs';
import { peakMemoryMb } from './process-stats.mjs';
import { WARM_UP } from './workloads.mjs';

/**
 * @typedef {object} Figures medians over the rounds for one contender and one workload
 * @property {number} cpuMs per operation
 * @property {number} calls upstream calls per operation
 * @property {number} p99Ms
 */

/**
 * @param {{ starts: number, rounds: number, seconds: number, warmUpSeconds: number, firstWarmUpSeconds: number }} run `seconds`
 * for each workload and contender in each round
 * @returns {Promise<{ figures: Record<string, Record<string, Figures>>, startMs: Record<string, number>, peakMb: Record<string, number> }>}
 * figures by workload and contender
 */
export async function measureAll(harness, workloads, run) {
  const startMs = await measureStarts(harness, run.starts);
  const contenders = [];
  try {
    for (const contender of CONTENDERS) contenders.push(await harness.start(contender));
    await compareResponses(contenders, workloads, harness.account);
    for (const contender of contenders) await harness.measure(contender, WARM_UP, run.firstWarmUpSeconds);
    const figures = {};
    for (const workload of workloads) figures[workload.name] = await measureInTurns(harness, contenders, workload, run);
    const peakMb = Object.fromEntries(contenders.map(({ name, pid }) => [name, peakMemoryMb(pid)]));
    return { figures, startMs, peakMb };
  } finally {
    await Promise.all(contenders.map((contender) => contender.stop()));
  }
}

/** Milliseconds from the start of the process to its first response; medians, because later starts find warm caches. */
async function measureStarts(harness, starts) {
  const times = {};
  for (let start = 0; start < starts; start += 1) {
    for (const contender of CONTENDERS) {
      const running = await harness.start(contender);
      (times[contender.name] ??= []).push(running.startMs);
      await running.stop();
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

/** @returns {Promise<Record<string, Figures>>} */
export async function measureInTurns(harness, contenders, workload, run) {
  const { rounds, warmUpSeconds } = run;
  const seconds = Math.min(workload.seconds ?? run.seconds, run.maxSeconds ?? Infinity);
  for (const contender of contenders) await harness.measure(contender, workload, warmUpSeconds);
  const runs = Object.fromEntries(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) runs[contender.name].push(await harness.measure(contender, workload, seconds));
  }
  const figures = Object.fromEntries(Object.entries(runs).map(([name, ofContender]) => [name, medians(ofContender)]));
  console.error(`${workload.name}: ${Object.entries(figures).map(formatFigures).join('; ')}`);
  return figures;
}

function medians(runs) {
  const medianOf = (key) => median(runs.map((run) => run[key]));
  return { cpuMs: medianOf('cpuMs'), calls: medianOf('calls'), p99Ms: medianOf('p99Ms') };
}

const formatFigures = ([name, { cpuMs, calls, p99Ms }]) =>
  `${name} ${cpuMs.toFixed(3)} ms CPU, ${calls.toFixed(2)} calls, p99 ${p99Ms.toFixed(1)} ms`;
