// Runs a command or a part of the tests and returns the result.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const REPORT = fileURLToPath(new URL('recording/report.json', import.meta.url));
const RECORDER = new URL('record-exchanges.mjs', import.meta.url).href;

/** Runs a command from the root of the repository and returns its exit code. */
function runCommand(command, args, env = {}) {
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } };
  const { status, error } = spawnSync(command, args, options);
  if (error) console.error(`${command} failed to start: ${error.message}`);
  return status ?? 1;
}

/**
 * @param {string} config of jest, from the root of the repository
 * @param {readonly string[]} paths of the tests
 * @param {string} [recording] the folder for the recorded HTTP exchanges
 * @returns {{ cases: number, passed: number }} a run that stops early has at least one failed case
 */
export function runJest(config, paths, recording) {
  rmSync(REPORT, { force: true });
  const args = ['--ci', '--config', config, '--json', '--outputFile', REPORT, '--verbose=false', ...paths];
  const status = runCommand('node_modules/.bin/jest', args, recording === undefined ? {} : recorderEnv(recording));
  const report = existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : {};
  const { numPassedTests: passed = 0, numFailedTests = 0 } = report;
  const failed = status === 0 ? 0 : Math.max(1, numFailedTests);
  return { cases: passed + failed, passed };
}

function recorderEnv(folder) {
  const options = [process.env.NODE_OPTIONS, `--import=${RECORDER}`].filter(Boolean).join(' ');
  return { PAGERGRAPH_RECORD: folder, NODE_OPTIONS: options };
}
