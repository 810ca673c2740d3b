import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { inspect } from 'node:util';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { findFreePort } from '../ports.js';
import { DEPLOY } from './compose-file.js';

/** The process in production; run `npm run build` first. */
const ENTRY = join(__dirname, '../../dist/index.js');
const CALLERS = 8;

/** Unprivileged users have no /usr/sbin in their path. */
const HAPROXY = '/usr/sbin/haproxy';

const folder = mkdtempSync(join(tmpdir(), 'balancer-'));
const started: ChildProcess[] = [];
let balancer: number | undefined;
afterEach(() => {
  if (balancer) process.kill(balancer, 'SIGKILL');
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(command: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  return child;
}

/** A gateway that listens. `isUsed` resolves when the balancer has sent it a query. */
async function startGateway(port: number) {
  const env = { PORT: String(port), CALLER_RATE_LIMIT: '0', TRUST_PROXY: '1' };
  const child = start(process.execPath, [ENTRY], env);
  const lines = createInterface({ input: child.stdout as Readable });
  const hasLine = (text: string) =>
    new Promise<void>((resolve) => void lines.on('line', (line) => line.includes(text) && resolve()));
  const isUsed = hasLine('"msg":"GraphQL operation"');
  await hasLine('GraphQL  ');
  return { child, isUsed };
}

/** HAProxy with the configuration of compose.yaml, whose names of services become addresses of this machine. */
function startBalancer(port: number, gateways: readonly number[]): string {
  const [first, second] = gateways.map((gateway) => `127.0.0.1:${gateway}`);
  const text = readFileSync(join(DEPLOY, 'haproxy/haproxy.cfg'), 'utf8')
    .replace('bind :4000', `bind 127.0.0.1:${port}`)
    .replace('gateway-1:4000', String(first))
    .replace('gateway-2:4000', String(second));
  const [file, pidFile] = [join(folder, 'haproxy.cfg'), join(folder, 'haproxy.pid')];
  writeFileSync(file, text);
  // It returns when the balancer listens.
  const { status, stderr } = spawnSync(HAPROXY, ['-f', file, '-p', pidFile, '-D'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`HAProxy does not start:\n${stderr}`);
  balancer = Number(readFileSync(pidFile, 'utf8'));
  return `http://127.0.0.1:${port}`;
}

/** Callers that send queries until `stop`, which resolves to the different outcomes. */
function startLoad(url: string) {
  const outcomes = new Set<string>();
  const stop = new AbortController();
  const send = async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ incidents(first: 1) { nodes { status } } }' }),
    });
    await response.text();
    return String(response.status);
  };
  const call = async () => {
    while (!stop.signal.aborted) outcomes.add(await send().catch((error: Error) => inspect(error)));
  };
  const callers = Array.from({ length: CALLERS }, call);
  return {
    async stop() {
      stop.abort();
      await Promise.all(callers);
      return [...outcomes];
    },
  };
}

jest.setTimeout(120_000);

const hasBalancer = !spawnSync(HAPROXY, ['-v']).error;

describe('the balancer of compose.yaml', () => {
  (hasBalancer ? test : test.skip)('loses no request while the gateways restart (wants haproxy)', async () => {
    const [port, ...ports] = [await findFreePort(), await findFreePort(), await findFreePort()] as const;
    const gateways = await Promise.all(ports.map(startGateway));
    const load = startLoad(startBalancer(port, ports));
    await Promise.all(gateways.map(({ isUsed }) => isUsed));
    for (const [index, { child }] of gateways.entries()) {
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
      await (
        await startGateway(ports[index] ?? 0)
      ).isUsed;
    }
    expect(await load.stop()).toEqual(['200']);
  });
});
