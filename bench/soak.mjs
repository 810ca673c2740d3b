// Ten minutes at half of what it can: memory must stay flat, and no answer may be an error.
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTENDERS } from './contenders.mjs';
import { memoryMb } from './process-stats.mjs';
import { WORKLOADS } from './workloads.mjs';

/** How much larger the memory of the last third may be than that of the middle one; the first is for growing up. */
const MOST_GROWTH = 1.1;

/**
 * @param {{ seconds: number, warmUpSeconds: number, sampleSeconds: number }} effort
 * @returns {Promise<boolean>} whether it went well; throws at the first answer that is an error
 */
export async function soak(scene, { seconds, warmUpSeconds, sampleSeconds }) {
  const contender = await scene.start(CONTENDERS.find(({ name }) => name === 'pagergraph'));
  const workload = WORKLOADS.find(({ name }) => name === '25 with service and assignees');
  try {
    const { perSecond } = await scene.measure(contender, workload, warmUpSeconds);
    const half = Math.round(perSecond / 2);
    console.log(`soak: ${half} operations a second for ${seconds} s`);
    const done = scene.measure(contender, { ...workload, perSecond: half }, seconds);
    const samples = await samplesWhile(done, contender.pid, sampleSeconds);
    return verdict(samples);
  } finally {
    await contender.stop();
  }
}

async function samplesWhile(done, pid, sampleSeconds) {
  const samples = [];
  const over = done.then(() => true);
  while (!(await Promise.race([over, sleep(sampleSeconds * 1000, false)]))) samples.push(memoryMb(pid));
  return samples;
}

function verdict(samples) {
  const third = Math.floor(samples.length / 3);
  const middle = mean(samples.slice(third, 2 * third));
  const last = mean(samples.slice(2 * third));
  console.log(
    `soak: memory ${samples.map(Math.round).join(' ')} MB; ${(last / middle).toFixed(2)} of the middle third`,
  );
  return last <= middle * MOST_GROWTH;
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
