// Where pagergraph's time goes: the frames that had most of it, for each workload.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTENDERS } from './contenders.mjs';

const TOLD = 10;

/** Starts pagergraph anew for each workload, so that each has a profile of its own; neither start nor idling are in it. */
export async function profile(scene, workloads, { seconds, warmUpSeconds }) {
  const pagergraph = CONTENDERS.find(({ name }) => name === 'pagergraph');
  for (const workload of workloads) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-profile-'));
    const running = await scene.start(pagergraph, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
    const answering = performance.now();
    await scene.measure(running, workload, warmUpSeconds);
    const skippedMs = running.startMs + performance.now() - answering;
    await scene.measure(running, workload, seconds);
    await running.stop();
    const [file] = readdirSync(folder);
    const recorded = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    console.log(`\n${workload.name}\n\n${framesInWords(recorded, skippedMs)}`);
    rmSync(folder, { recursive: true });
  }
}

/** @param {{ nodes: readonly object[], samples: readonly number[], timeDeltas: readonly number[] }} recorded */
function framesInWords({ nodes, samples, timeDeltas }, skippedMs) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, frameOf(callFrame)]));
  const times = new Map();
  let [all, at] = [0, 0];
  samples.forEach((id, index) => {
    const [frame, time] = [frames.get(id), timeDeltas[index]];
    at += time;
    if (frame === '(idle)' || at < skippedMs * 1000) return;
    all += time;
    times.set(frame, (times.get(frame) ?? 0) + time);
  });
  const most = [...times].toSorted(([, one], [, other]) => other - one).slice(0, TOLD);
  return most.map(([frame, time]) => `${((100 * time) / all).toFixed(1).padStart(5)} %  ${frame}`).join('\n');
}

/** `name  package/file:line`, from the innermost package or the root of the project. */
function frameOf({ functionName, url, lineNumber }) {
  const name = functionName || '(anonymous)';
  if (url === '') return name;
  const file = url.replace(/^.*\/(?:node_modules|dist)\//, '');
  return `${name}  ${file}:${lineNumber + 1}`;
}
