import { createServer } from 'node:net';

/** A port at which nothing listens: systems give out ports from 32768 upward, and only root may listen here. */
export const UNUSED_PORT = 2;

const FIRST_PORT = 10_000;
const MAX_PROCESSES = 1_000;
const PORTS_PER_PROCESS = 10;

let given = 0;

/**
 * A port for a server that must know it before its start, or that starts again on it. No other test gets it: the system does
 * not give out these ports, and test processes that run at once have different ones.
 */
export async function findFreePort(): Promise<number> {
  const offset = (process.pid % MAX_PROCESSES) * PORTS_PER_PROCESS + (given % PORTS_PER_PROCESS);
  given += 1;
  const port = FIRST_PORT + offset;
  return (await isFree(port)) ? port : findFreePort();
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
