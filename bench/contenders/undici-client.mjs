// Both APIs over undici with one Pool per origin, for the contenders without an HTTP client of their framework.
import { Pool } from 'undici';
import { CLOUDFLARE_HEADERS, DESTINATIONS, FROM, PAGERDUTY_HEADERS } from './upstream-requests.mjs';

const CONNECTIONS = 32;

/**
 * @param {import('undici').Pool.Options} [options] of each pool, such as timeouts
 * @param {readonly import('undici').Dispatcher.DispatcherComposeInterceptor[]} [interceptors]
 */
export function createUndiciClient(options = {}, interceptors = []) {
  const createApi = (baseUrl, headers) => {
    const { origin, pathname } = new URL(baseUrl);
    const pool = new Pool(origin, { connections: CONNECTIONS, ...options });
    return createSend(pool.compose(...interceptors), pathname === '/' ? '' : pathname, headers);
  };
  const pagerDuty = createApi(process.env.PAGERDUTY_BASE_URL, PAGERDUTY_HEADERS);
  const cloudflare = createApi(process.env.CLOUDFLARE_BASE_URL, CLOUDFLARE_HEADERS);
  return {
    listIncidents: (query) => pagerDuty('GET', `incidents?${query}`),
    getService: (id) => pagerDuty('GET', `services/${encodeURIComponent(id)}`),
    getUser: (id) => pagerDuty('GET', `users/${encodeURIComponent(id)}`),
    createIncident: (draft) => pagerDuty('POST', 'incidents', draft),
    changeIncident: (id, change) => pagerDuty('PUT', `incidents/${encodeURIComponent(id)}`, change),
    listDestinations: () => cloudflare('GET', DESTINATIONS),
  };
}

function createSend(dispatcher, prefix, headers) {
  return async (method, path, body) => {
    const withBody = body && {
      body: JSON.stringify(body),
      headers: { ...headers, ...FROM, 'content-type': 'application/json' },
    };
    const response = await dispatcher.request({ method, path: `${prefix}/${path}`, headers, ...withBody });
    if (response.statusCode >= 300) throw new Error(`Status ${response.statusCode}: ${await response.body.text()}`);
    return response.body.json();
  };
}
