// For the folders with their own packages, such as bench/: runs commands from the root, and installs what a lock file names.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);

/** Runs a command from the root of the repository. The process ends if it fails. */
export function runOrExit(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: fileURLToPath(root), stdio: 'inherit' });
  if (error) console.error(`${command} failed to start: ${error.message}`);
  if (status !== 0) process.exit(1);
}

/**
 * Installs the packages of a folder if its lock file is newer than the installation.
 *
 * @param {string} folder from the root of the repository
 */
export function installProject(folder, ...options) {
  const installed = new URL(`${folder}/node_modules/.package-lock.json`, root);
  const locked = new URL(`${folder}/package-lock.json`, root);
  const isCurrent = existsSync(installed) && statSync(installed).mtimeMs >= statSync(locked).mtimeMs;
  if (!isCurrent) runOrExit('npm', 'ci', '--prefix', folder, '--loglevel=error', ...options);
}
