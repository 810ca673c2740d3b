// A balancer that sends requests to replicas in turn. It repeats nothing: a replica that fails costs the request.
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';

/** How often the balancer checks whether a replica is ready. */
const CHECK_INTERVAL_MS = 500;
const CHECK_TIMEOUT_MS = 1_000;

/**
 * Some requests use an open connection and others a new one, because both can fail when a replica stops.
 *
 * @param {readonly number[]} ports of the replicas
 */
export async function startBalancer(ports) {
  const targets = ports.map((port) => ({
    port,
    isReady: true,
    agent: new Agent({ keepAlive: true, maxFreeSockets: 1 }),
  }));
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const ready = targets.filter(({ isReady }) => isReady);
    turn += 1;
    if (ready.length === 0) outgoing.writeHead(503).end();
    else forward(ready[turn % ready.length], incoming, outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const checks = setInterval(() => targets.forEach((target) => void check(target)), CHECK_INTERVAL_MS);
  return {
    url: `http://127.0.0.1:${server.address().port}/graphql`,
    /** Resolves when a replica is in rotation. */
    async waitUntilReady(port) {
      const target = targets.find((one) => one.port === port);
      do await check(target);
      while (!target.isReady);
    },
    async stop() {
      clearInterval(checks);
      for (const { agent } of targets) agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function check(target) {
  try {
    const { status } = await fetch(`http://127.0.0.1:${target.port}/health/ready`, {
      signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
    });
    target.isReady = status === 200;
  } catch {
    target.isReady = false;
  }
}

function forward({ port, agent }, incoming, outgoing) {
  const { method, url, headers } = incoming;
  const sent = request({ host: '127.0.0.1', port, agent, method, path: url, headers }, (response) => {
    outgoing.writeHead(response.statusCode, response.headers);
    response.pipe(outgoing);
    response.on('error', () => outgoing.destroy());
  });
  sent.on('error', () => {
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(502).end();
  });
  outgoing.on('close', () => sent.destroy());
  incoming.pipe(sent);
}
