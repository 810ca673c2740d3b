// `npm run mutation-testing`: Stryker changes the code between a client and its upstream in every small way, one change
// at a time, and reports the changes that no test notices. Results of the last run are reused.
//   -- src/upstream/transport/resilience/rate-limit.ts    only these files, by names or patterns
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

prepare();
const files = process.argv.slice(2);
const only = files.length > 0 ? ['--mutate', files.join(',')] : [];
runOrExit('mutation-testing/node_modules/.bin/stryker', 'run', 'mutation-testing/stryker.config.json', ...only);

function prepare() {
  const installed = new URL('node_modules/.package-lock.json', import.meta.url);
  const locked = new URL('package-lock.json', import.meta.url);
  const isInstalled = existsSync(installed) && statSync(installed).mtimeMs >= statSync(locked).mtimeMs;
  if (!isInstalled) runOrExit('npm', 'ci', '--prefix', 'mutation-testing', '--loglevel=error');
}

function runOrExit(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (error) console.error(`${command} failed to start: ${error.message}`);
  if (status !== 0) process.exit(1);
}
