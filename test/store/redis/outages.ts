import { Redis } from 'ioredis';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { UNUSED_PORT } from '../../ports.js';
import type { TestRedis } from '../test-redis.js';

/** A way in which Redis is unavailable. */
export interface Outage {
  readonly begin: (redis: TestRedis) => Promise<unknown>;
  readonly end: (redis: TestRedis) => Promise<unknown>;
}

/** Sends one command on its own connection. */
export async function sendCommand({ url }: TestRedis, name: string, ...values: readonly string[]): Promise<unknown> {
  const client = new Redis(url);
  client.on('error', () => {});
  try {
    return await client.call(name, ...values);
  } finally {
    client.disconnect();
  }
}

export const OUTAGES: readonly [name: string, outage: Outage][] = [
  ['killed and started without data', { begin: (redis) => redis.kill(), end: (redis) => redis.restart() }],
  ['paused', { begin: async (redis) => redis.pause(), end: async (redis) => redis.resume() }],
  [
    'full',
    {
      begin: (redis) => sendCommand(redis, 'CONFIG', 'SET', 'maxmemory', '1'),
      end: (redis) => sendCommand(redis, 'CONFIG', 'SET', 'maxmemory', '0'),
    },
  ],
  [
    'read-only',
    {
      begin: async (redis) => sendCommand(redis, 'REPLICAOF', '127.0.0.1', String(UNUSED_PORT)),
      end: (redis) => sendCommand(redis, 'REPLICAOF', 'NO', 'ONE'),
    },
  ],
  ['protected by another password', { begin: changePassword, end: removePassword }],
];

/** An admin of the test keeps its access. */
async function changePassword(redis: TestRedis): Promise<void> {
  await sendCommand(redis, 'ACL', 'SETUSER', 'admin', 'on', 'nopass', '~*', '+@all');
  await sendCommand(redis, 'ACL', 'SETUSER', 'default', 'resetpass', '>another-password');
  await sendCommand(asAdmin(redis), 'CLIENT', 'KILL', 'TYPE', 'normal');
}

function removePassword(redis: TestRedis): Promise<unknown> {
  return sendCommand(asAdmin(redis), 'ACL', 'SETUSER', 'default', 'nopass');
}

const asAdmin = (redis: TestRedis): TestRedis => ({ ...redis, url: redis.url.replace('//', '//admin:any@') });

/** A server in front of Redis whose responses can be delayed. */
export interface SlowProxy {
  readonly url: string;
  /** Delay of each response, in milliseconds. */
  delayMs: number;
  /** From now on nothing arrives through the present connections, but they stay open. */
  abandonConnections(): void;
  close(): void;
}

export async function startSlowProxy({ port }: TestRedis): Promise<SlowProxy> {
  const clients = new Set<Socket>();
  const abandoned = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => {
      if (!abandoned.has(client)) setTimeout(() => client.write(data), proxy.delayMs);
    });
    clients.add(client);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('close', () => other.destroy());
      one.on('error', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: SlowProxy = {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    delayMs: 0,
    abandonConnections: () => clients.forEach((client) => abandoned.add(client)),
    close: () => void server.close(),
  };
  return proxy;
}
