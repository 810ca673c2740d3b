// Ten minutes at half of the maximum rate: memory must stay flat, and no response may be an error.
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTENDERS } from './contenders.mjs';
import { memoryMb } from './process-stats.mjs';
import { SUBJECT } from './targets.mjs';
import { WORKLOADS } from './workloads.mjs';

/** Memory that grows faster is no longer flat, in MB an hour; only a growth above its own error counts. */
const MAX_GROWTH = 60;
/** The first part of the samples, which warms up. */
const WARM_UP_PART = 1 / 3;
const SECONDS_PER_HOUR = 3600;
/** Two standard errors: 95 %. */
const ERRORS = 2;

/**
 * @param {{ seconds: number, warmUpSeconds: number, sampleSeconds: number }} run
 * @returns {Promise<boolean>} whether memory stayed flat; throws at the first response that is an error
 */
export async function soak(harness, { seconds, warmUpSeconds, sampleSeconds }) {
  const contender = await harness.start(CONTENDERS.find(({ name }) => name === SUBJECT));
  const workload = WORKLOADS.find(({ name }) => name === '25 with service and assignees');
  try {
    const { perSecond } = await harness.measure(contender, workload, warmUpSeconds);
    const half = Math.round(perSecond / 2);
    console.log(`soak: ${half} operations a second for ${seconds} s`);
    const done = harness.measure(contender, { ...workload, perSecond: half }, seconds);
    return isFlat(await sampleMemory(done, contender.pid, sampleSeconds), sampleSeconds);
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

function isFlat(samples, sampleSeconds) {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP_PART));
  const { slope, error } = fitLine(warm.map((memory, index) => [(index * sampleSeconds) / SECONDS_PER_HOUR, memory]));
  console.log(`soak: memory ${samples.map(Math.round).join(' ')} MB`);
  console.log(`soak: after the first third it changes by ${slope.toFixed(0)} ± ${error.toFixed(0)} MB an hour`);
  return slope - error <= MAX_GROWTH;
}

/** The slope of the least-squares line through the points, with two standard errors. */
function fitLine(points) {
  const [meanX, meanY] = [0, 1].map((axis) => mean(points.map((point) => point[axis])));
  const spread = sum(points.map(([x]) => (x - meanX) ** 2));
  const slope = sum(points.map(([x, y]) => (x - meanX) * (y - meanY))) / spread;
  const residual = sum(points.map(([x, y]) => (y - meanY - slope * (x - meanX)) ** 2));
  return { slope, error: ERRORS * Math.sqrt(residual / Math.max(1, points.length - 2) / spread) };
}

const sum = (values) => values.reduce((total, value) => total + value, 0);
const mean = (values) => sum(values) / values.length;
