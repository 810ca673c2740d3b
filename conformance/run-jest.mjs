// Runs a part of the tests and tells how they went.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const REPORT = fileURLToPath(new URL('recording/report.json', import.meta.url));
const RECORDER = new URL('record.mjs', import.meta.url).href;

/** Runs a command of the project to its end; its exit code. */
export function run(command, args, env = {}) {
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } };
  const { status, error } = spawnSync(command, args, options);
  if (error) console.error(`${command} cannot be run: ${error.message}`);
  return status ?? 1;
}

/**
 * @param {string} config of jest, from the root of the project
 * @param {readonly string[]} paths which of its tests
 * @param {string} [recording] the folder to record their HTTP exchanges in
 * @returns {{ cases: number, passed: number }} a run that breaks off has failed in one case at least
 */
export function runTests(config, paths, recording) {
  rmSync(REPORT, { force: true });
  const args = ['--ci', '--config', config, '--json', '--outputFile', REPORT, '--verbose=false', ...paths];
  const status = run('node_modules/.bin/jest', args, recording === undefined ? {} : recorderIn(recording));
  const told = existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : {};
  const { numPassedTests: passed = 0, numFailedTests = 0 } = told;
  const failed = status === 0 ? 0 : Math.max(1, numFailedTests);
  return { cases: passed + failed, passed };
}

function recorderIn(folder) {
  const options = [process.env.NODE_OPTIONS, `--import=${RECORDER}`].filter(Boolean).join(' ');
  return { PAGERGRAPH_RECORD: folder, NODE_OPTIONS: options };
}
