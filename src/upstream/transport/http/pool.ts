import { EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici';
import type { ProxyConfig } from '../../../config/config.js';
import { isLoopback } from '../../../shared/loopback.js';

/** Connections to one origin: a bulkhead, so that a slow upstream cannot take every socket. */
const MAX_CONNECTIONS = 32;

/** Shorter than the default try timeout, so that a host nobody answers at is told as refused: surely not executed. */
const CONNECT_TIMEOUT_MS = 3000;

const NO_UNDICI_TIMEOUTS = { headersTimeout: 0, bodyTimeout: 0 };

/**
 * The dispatcher of one upstream account. HTTP/1.1, which costs half the CPU of HTTP/2; the transport's own time limits
 * stand in for undici's.
 *
 * @param baseUrl its origin is used, its path is the transport's
 * @param proxy carries the calls to an https origin, through a tunnel that it cannot look into
 */
export function createPool(baseUrl: string, proxy?: ProxyConfig): Dispatcher {
  const { origin, protocol, hostname } = new URL(baseUrl);
  const connect = { timeout: CONNECT_TIMEOUT_MS };
  if (proxy && protocol === 'https:' && !isLoopback(hostname)) {
    // What is not said here undici would read from the environment.
    const proxySettings = { httpProxy: '', httpsProxy: proxy.url, noProxy: proxy.noProxy };
    const tls = { connect, requestTls: connect, proxyTls: connect };
    return new EnvHttpProxyAgent({
      ...proxySettings,
      ...tls,
      ...NO_UNDICI_TIMEOUTS,
      connections: MAX_CONNECTIONS,
      allowH2: false,
    });
  }
  return new Pool(origin, { ...NO_UNDICI_TIMEOUTS, connections: MAX_CONNECTIONS, allowH2: false, connect });
}
