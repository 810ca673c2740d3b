// The most expensive stack frames of pagergraph for each workload.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTENDERS } from './contenders.mjs';

const FRAMES_SHOWN = 10;

/** Restarts pagergraph for each workload, so that each has its own profile; start and idle time are left out. */
export async function profile(harness, workloads, { seconds, warmUpSeconds }) {
  const pagergraph = CONTENDERS.find(({ name }) => name === 'pagergraph');
  for (const workload of workloads) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-profile-'));
    const running = await harness.start(pagergraph, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
    const began = performance.now();
    await harness.measure(running, workload, warmUpSeconds);
    const skippedMs = running.startMs + performance.now() - began;
    await harness.measure(running, workload, seconds);
    await running.stop();
    const [file] = readdirSync(folder);
    const recorded = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    console.log(`\n${workload.name}\n\n${formatFrames(recorded, skippedMs)}`);
    rmSync(folder, { recursive: true });
  }
}

/** @param {{ nodes: readonly object[], samples: readonly number[], timeDeltas: readonly number[] }} recorded */
function formatFrames({ nodes, samples, timeDeltas }, skippedMs) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, nameFrame(callFrame)]));
  const times = new Map();
  let [total, at] = [0, 0];
  samples.forEach((id, index) => {
    const [frame, time] = [frames.get(id), timeDeltas[index]];
    at += time;
    if (frame === '(idle)' || at < skippedMs * 1000) return;
    total += time;
    times.set(frame, (times.get(frame) ?? 0) + time);
  });
  const slowest = [...times].toSorted(([, one], [, other]) => other - one).slice(0, FRAMES_SHOWN);
  return slowest.map(([frame, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${frame}`).join('\n');
}

/** `name  package/file:line`, from the innermost package or the root of the project. */
function nameFrame({ functionName, url, lineNumber }) {
  const name = functionName || '(anonymous)';
  if (url === '') return name;
  const file = url.replace(/^.*\/(?:node_modules|dist)\//, '');
  return `${name}  ${file}:${lineNumber + 1}`;
}
