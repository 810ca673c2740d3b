// `npm run mutation`: breaks the code between a client and its upstream in every small way, one at a time, and tells
// which of those no test notices. What is known from the last run is not tried again.
//   -- src/upstream/transport/resilience/rate-limit.ts    these files only, by names or patterns
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

prepare();
const files = process.argv.slice(2);
const only = files.length > 0 ? ['--mutate', files.join(',')] : [];
must('mutation-testing/node_modules/.bin/stryker', 'run', 'mutation-testing/stryker.config.json', ...only);

function prepare() {
  const installed = new URL('node_modules/.package-lock.json', import.meta.url);
  const locked = new URL('package-lock.json', import.meta.url);
  const isInstalled = existsSync(installed) && statSync(installed).mtimeMs >= statSync(locked).mtimeMs;
  if (!isInstalled) must('npm', 'ci', '--prefix', 'mutation-testing', '--loglevel=error');
}

function must(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (error) console.error(`${command} cannot be run: ${error.message}`);
  if (status !== 0) process.exit(1);
}
