// Both APIs over undici with one Pool per origin, for the contenders without an HTTP client of their framework.
import { Pool } from 'undici';
import { CLOUDFLARE_HEADERS, DESTINATIONS, FROM, PAGERDUTY_HEADERS } from './upstream-requests.mjs';

const pagerDuty = createApi(process.env.PAGERDUTY_BASE_URL, PAGERDUTY_HEADERS);
const cloudflare = createApi(process.env.CLOUDFLARE_BASE_URL, CLOUDFLARE_HEADERS);

function createApi(baseUrl, headers) {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname === '/' ? '' : pathname;
  const pool = new Pool(origin, { connections: 32 });
  return async (method, path, body) => {
    const withBody = body && {
      body: JSON.stringify(body),
      headers: { ...headers, ...FROM, 'content-type': 'application/json' },
    };
    const response = await pool.request({ method, path: `${prefix}/${path}`, headers, ...withBody });
    if (response.statusCode >= 300) throw new Error(`Status ${response.statusCode}: ${await response.body.text()}`);
    return response.body.json();
  };
}

export const listIncidents = (query) => pagerDuty('GET', `incidents?${query}`);
export const getService = (id) => pagerDuty('GET', `services/${encodeURIComponent(id)}`);
export const getUser = (id) => pagerDuty('GET', `users/${encodeURIComponent(id)}`);
export const createIncident = (draft) => pagerDuty('POST', 'incidents', draft);
export const changeIncident = (id, change) => pagerDuty('PUT', `incidents/${encodeURIComponent(id)}`, change);
export const listDestinations = () => cloudflare('GET', DESTINATIONS);
