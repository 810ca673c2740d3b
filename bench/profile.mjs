// Where the CPU time of pagergraph goes, for some workloads.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTENDERS } from './contenders.mjs';
import { createFrameNames } from './profile-frames.mjs';
import { SUBJECT } from './targets.mjs';

const FRAMES_SHOWN = 10;
/** From this share on, a frame of our own deserves a look. */
const NOTABLE_SHARE = 0.02;
/** Short enough for a profile of some seconds. */
const SAMPLING = '--cpu-prof-interval=200';

/**
 * @typedef {object} Profile
 * @property {string} name of the workload
 * @property {readonly (readonly [frame: string, share: number])[]} frames by share of the busy time, largest first
 */

/**
 * Restarts pagergraph for each workload, so that each has its own profile; start, stop and idle time are left out.
 *
 * @returns {Promise<readonly Profile[]>}
 */
export async function profile(harness, workloads, run) {
  const profiles = [];
  for (const workload of workloads) profiles.push(await profileWorkload(harness, workload, run));
  return profiles;
}

async function profileWorkload(harness, workload, { seconds, warmUpSeconds }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-profile-'));
  try {
    const contender = CONTENDERS.find(({ name }) => name === SUBJECT);
    const running = await harness.start(contender, ['--cpu-prof', `--cpu-prof-dir=${folder}`, SAMPLING]);
    const began = performance.now();
    await harness.measure(running, workload, warmUpSeconds);
    const skippedMs = running.startMs + performance.now() - began;
    await harness.measure(running, workload, seconds);
    const endMs = running.startMs + performance.now() - began;
    await running.stop();
    const [file] = readdirSync(folder);
    const recorded = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return { name: workload.name, frames: rankFrames(recorded, skippedMs, endMs) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {{ nodes: readonly object[], samples: readonly number[], timeDeltas: readonly number[] }} recorded */
function rankFrames({ nodes, samples, timeDeltas }, skippedMs, endMs) {
  const nameFrame = createFrameNames();
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, nameFrame(callFrame)]));
  const times = new Map();
  let [total, at] = [0, 0];
  samples.forEach((id, index) => {
    const [frame, time] = [frames.get(id), timeDeltas[index]];
    at += time;
    if (frame === '(idle)' || at < skippedMs * 1000 || at > endMs * 1000) return;
    total += time;
    times.set(frame, (times.get(frame) ?? 0) + time);
  });
  return [...times].map(([frame, time]) => [frame, time / total]).toSorted(([, one], [, other]) => other - one);
}

/** What may be above 2 %: the executor, the transport and JSON, whose writing a profile counts where it is called. */
const EXPECTED =
  /src\/(?:server\/execution|upstream\/transport|shared\/(?:lossless-)?json)\b|^serialize src\/server\/graphql\/respond\b/;

/** @param {readonly Profile[]} profiles */
export function formatProfiles(profiles) {
  const tables = profiles.map(({ name, frames }) =>
    [
      `| ${name} | |`,
      '| --- | --: |',
      ...frames.slice(0, FRAMES_SHOWN).map(([frame, share]) => `| ${formatFrame(frame)} | ${formatShare(share)} |`),
      '',
      `Ours above 2 %, beside the executor, the transport and JSON: ${formatNotable(frames)}.`,
    ].join('\n'),
  );
  return tables.join('\n\n');
}

function formatNotable(frames) {
  const notable = frames.filter(
    ([frame, share]) => share >= NOTABLE_SHARE && / src\//.test(frame) && !EXPECTED.test(frame),
  );
  return notable.map(([frame, share]) => `${formatFrame(frame)} ${formatShare(share)}`).join(', ') || 'nothing';
}

const formatFrame = (frame) => `\`${frame.replaceAll('|', '\\|').replaceAll('`', '')}\``;
const formatShare = (share) => `${(100 * share).toFixed(1)} %`;
