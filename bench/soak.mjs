// Ten minutes at half of the maximum rate: memory must stay flat, and no response may be an error.
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTENDERS } from './contenders.mjs';
import { memoryMb } from './process-stats.mjs';
import { WORKLOADS } from './workloads.mjs';

/** Maximum ratio of the memory in the last third to that in the middle third; the first third warms up. */
const MAX_GROWTH = 1.1;

/**
 * @param {{ seconds: number, warmUpSeconds: number, sampleSeconds: number }} run
 * @returns {Promise<boolean>} whether memory stayed flat; throws at the first response that is an error
 */
export async function soak(harness, { seconds, warmUpSeconds, sampleSeconds }) {
  const contender = await harness.start(CONTENDERS.find(({ name }) => name === 'pagergraph'));
  const workload = WORKLOADS.find(({ name }) => name === '25 with service and assignees');
  try {
    const { perSecond } = await harness.measure(contender, workload, warmUpSeconds);
    const half = Math.round(perSecond / 2);
    console.log(`soak: ${half} operations a second for ${seconds} s`);
    const done = harness.measure(contender, { ...workload, perSecond: half }, seconds);
    return isFlat(await sampleMemory(done, contender.pid, sampleSeconds));
  } finally {
    await contender.stop();
  }
}

async function sampleMemory(done, pid, sampleSeconds) {
  const samples = [];
  const finished = done.then(() => true);
  while (!(await Promise.race([finished, sleep(sampleSeconds * 1000, false)]))) samples.push(memoryMb(pid));
  return samples;
}

function isFlat(samples) {
  const third = Math.floor(samples.length / 3);
  const middle = mean(samples.slice(third, 2 * third));
  const last = mean(samples.slice(2 * third));
  const ratio = (last / middle).toFixed(2);
  console.log(`soak: memory ${samples.map(Math.round).join(' ')} MB; last third is ${ratio} of the middle third`);
  return last <= middle * MAX_GROWTH;
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
