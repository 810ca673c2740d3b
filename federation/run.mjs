// `npm run federation`: composes the subgraph schema and runs it behind routers, whose packages are installed here only.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

function runOrExit(command, ...args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

const installed = new URL('node_modules/.package-lock.json', import.meta.url);
const locked = new URL('package-lock.json', import.meta.url);
const isInstalled = existsSync(installed) && statSync(installed).mtimeMs >= statSync(locked).mtimeMs;
if (!isInstalled) runOrExit('npm', 'ci', '--prefix', 'federation', '--ignore-scripts', '--loglevel=error');
runOrExit('npm', 'run', '-s', 'build');
const options = ['--test', '--test-reporter=spec', '--test-timeout=60000'];
runOrExit(process.execPath, ...options, 'federation/composition.test.mjs', 'federation/routers.test.mjs');
