import { Pool } from 'undici';

/** Connections to one origin: a bulkhead, so that a slow upstream cannot take every socket. */
const CONNECTIONS = 32;

/** Shorter than the default try timeout, so that a host nobody answers at is told as refused: surely not executed. */
const CONNECT_TIMEOUT_MS = 3000;

/**
 * The dispatcher of one upstream account. HTTP/1.1, which costs half the CPU of HTTP/2; the transport's own time limits
 * stand in for undici's.
 *
 * @param baseUrl its origin is used, its path is the transport's
 */
export function createPool(baseUrl: string): Pool {
  return new Pool(new URL(baseUrl).origin, {
    connections: CONNECTIONS,
    allowH2: false,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}
