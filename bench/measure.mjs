// The workloads at all contenders, taking turns.
import { CONTENDERS } from './contenders.mjs';
import { checkAnswers } from './compare-responses.mjs';
import { peakMemoryMb } from './process-stats.mjs';

/**
 * @typedef {object} Figures of one contender at one workload: medians over the rounds
 * @property {number} cpuMs of one operation
 * @property {number} calls upstream calls of one operation
 * @property {number} p50Ms
 */

/**
 * @param {{ starts: number, rounds: number, seconds: number, warmUpSeconds: number }} effort `seconds` for each workload
 * and contender in each round
 * @returns {Promise<{ figures: Record<string, Record<string, Figures>>, startMs: Record<string, number>, peakMb: Record<string, number> }>}
 * figures by workload and contender
 */
export async function measureAll(scene, workloads, effort) {
  const startMs = await startTimes(scene, effort.starts);
  const contenders = [];
  try {
    for (const contender of CONTENDERS) contenders.push(await scene.start(contender));
    await checkAnswers(contenders, workloads, scene.account);
    const figures = {};
    for (const workload of workloads) figures[workload.name] = await takeTurns(scene, contenders, workload, effort);
    const peakMb = Object.fromEntries(contenders.map(({ name, pid }) => [name, peakMemoryMb(pid)]));
    return { figures, startMs, peakMb };
  } finally {
    await Promise.all(contenders.map((contender) => contender.stop()));
  }
}

/** From the start of the process to its first answer; of the median, so what one start keeps for the next is there. */
async function startTimes(scene, starts) {
  const times = {};
  for (let start = 0; start < starts; start += 1) {
    for (const contender of CONTENDERS) {
      const running = await scene.start(contender);
      (times[contender.name] ??= []).push(running.startMs);
      await running.stop();
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

/** @returns {Promise<Record<string, Figures>>} */
export async function takeTurns(scene, contenders, workload, { rounds, seconds, warmUpSeconds }) {
  for (const contender of contenders) await scene.measure(contender, workload, warmUpSeconds);
  const taken = Object.fromEntries(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) taken[contender.name].push(await scene.measure(contender, workload, seconds));
  }
  const figures = Object.fromEntries(Object.entries(taken).map(([name, runs]) => [name, medians(runs)]));
  console.error(`${workload.name}: ${Object.entries(figures).map(inWords).join('; ')}`);
  return figures;
}

function medians(runs) {
  const of = (key) => median(runs.map((run) => run[key]));
  return { cpuMs: of('cpuMs'), calls: of('calls'), p50Ms: of('p50Ms') };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

const inWords = ([name, { cpuMs, calls, p50Ms }]) =>
  `${name} ${cpuMs.toFixed(3)} ms CPU, ${calls.toFixed(2)} calls, p50 ${p50Ms.toFixed(1)} ms`;
