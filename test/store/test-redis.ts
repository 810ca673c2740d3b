import { Redis } from 'ioredis';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findFreePort } from '../ports.js';

/** A Redis server of a test, on loopback and without persistence. */
export interface TestRedis {
  readonly port: number;
  readonly url: string;
  /** Stops the process without ending it: connections stay open, and nothing responds. */
  pause(): void;
  resume(): void;
  /** Ends it at once. All data is lost. */
  kill(): Promise<void>;
  /** Starts it again on the same port, without data. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** @param settings further arguments of redis-server */
export function startRedis(...settings: readonly string[]): Promise<TestRedis> {
  return startServer(['--save', '', '--appendonly', 'no', ...settings]);
}

/** A server that replicas have used for long, so that a key which it does not have is new. */
export async function startUsedRedis(): Promise<TestRedis> {
  const redis = await startRedis();
  const client = new Redis(redis.url);
  await client.hset('pagergraph:state', 'epoch', 'earlier');
  client.disconnect();
  return redis;
}

/** @param configFile a file that Sentinel may write */
export function startSentinel(configFile: string): Promise<TestRedis> {
  return startServer(['--sentinel'], [configFile]);
}

async function startServer(settings: readonly string[], configFile: readonly string[] = []): Promise<TestRedis> {
  const port = await findFreePort();
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...settings];
  const start = () => startProcess([...configFile, ...options]);
  let running = await start();
  const kill = async () => {
    if (running.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  };
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    pause: () => void running.kill('SIGSTOP'),
    resume: () => void running.kill('SIGCONT'),
    kill,
    async restart() {
      running = await start();
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true });
    },
  };
}

async function startProcess(options: readonly string[]): Promise<ChildProcess> {
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const endWithTests = () => void server.kill('SIGKILL');
  process.once('exit', endWithTests);
  server.once('exit', () => process.off('exit', endWithTests));
  const failed = once(server, 'error').then(([error]) => {
    throw new Error('These tests need redis-server 6.2 or newer: apt-get install redis-server', { cause: error });
  });
  await Promise.race([readUntilReady(server), failed]);
  failed.catch(() => {});
  return server;
}

async function readUntilReady({ stdout }: ChildProcess): Promise<void> {
  if (!stdout) throw new Error('redis-server has no output.');
  const output: string[] = [];
  for await (const line of createInterface({ input: stdout })) {
    output.push(line);
    if (!/Ready to accept connections|Sentinel ID is/.test(line)) continue;
    stdout.resume();
    return;
  }
  throw new Error(`redis-server ended:\n${output.join('\n')}`);
}
