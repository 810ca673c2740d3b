import { EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici';
import type { ProxyConfig } from '../../../config/config.js';
import { isLoopback } from '../../../shared/loopback.js';

/** Connections to one origin; bounded, so that a slow upstream cannot use every socket. */
const MAX_CONNECTIONS = 32;

/** Shorter than the default attempt timeout, so that an unreachable host counts as `connect-failed`: certainly not executed. */
const CONNECT_TIMEOUT_MS = 3000;

const NO_UNDICI_TIMEOUTS = { headersTimeout: 0, bodyTimeout: 0 };

/**
 * Creates the dispatcher of one upstream account. HTTP/1.1, which costs half the CPU of HTTP/2. The transport's own timeouts
 * replace those of undici.
 *
 * @param baseUrl only its origin is used
 * @param proxy tunnels the calls to an https origin
 */
export function createPool(baseUrl: string, proxy?: ProxyConfig): Dispatcher {
  const { origin, protocol, hostname } = new URL(baseUrl);
  const connect = { timeout: CONNECT_TIMEOUT_MS };
  if (proxy && protocol === 'https:' && !isLoopback(hostname)) {
    // Without a value undici reads the environment.
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
