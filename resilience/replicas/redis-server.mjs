// A redis-server of the drill, on loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findFreePort } from '../free-port.mjs';

/**
 * @param {boolean} isDurable whether each write is on the disk before its response; otherwise `kill` loses all data
 * @returns its address and process; `start` starts it again on the same port
 */
export async function startRedis(isDurable) {
  const port = await findFreePort();
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  options.push(...(isDurable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no']));
  let child;
  const start = async () => {
    child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
    await Promise.race([waitUntilReady(child), failToStart(child)]);
  };
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  await start();
  process.once('exit', () => child.kill('SIGKILL'));
  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return child.pid;
    },
    start,
    kill,
    async stop() {
      await kill();
      rmSync(folder, { recursive: true });
    },
  };
}

async function waitUntilReady({ stdout }) {
  for await (const line of createInterface({ input: stdout })) {
    if (!line.includes('Ready to accept connections')) continue;
    stdout.resume();
    return;
  }
  throw new Error('redis-server did not start.');
}

async function failToStart(child) {
  const [error] = await once(child, 'error');
  throw new Error('The drill needs redis-server 6.2 or newer: apt-get install redis-server', { cause: error });
}
