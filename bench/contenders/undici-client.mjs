// Both APIs over undici, for the contenders that choose their client themselves: a Pool for each origin.
import { Pool } from 'undici';
import { CLOUDFLARE_HEADERS, DESTINATIONS, FROM, PAGERDUTY_HEADERS } from './upstream-requests.mjs';

const pagerDuty = apiAt(process.env.PAGERDUTY_BASE_URL, PAGERDUTY_HEADERS);
const cloudflare = apiAt(process.env.CLOUDFLARE_BASE_URL, CLOUDFLARE_HEADERS);

function apiAt(baseUrl, headers) {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname === '/' ? '' : pathname;
  const pool = new Pool(origin, { connections: 32 });
  return async (method, path, body) => {
    const sending = body && {
      body: JSON.stringify(body),
      headers: { ...headers, ...FROM, 'content-type': 'application/json' },
    };
    const answer = await pool.request({ method, path: `${prefix}/${path}`, headers, ...sending });
    if (answer.statusCode >= 300) throw new Error(`Status ${answer.statusCode}: ${await answer.body.text()}`);
    return answer.body.json();
  };
}

export const listIncidents = (query) => pagerDuty('GET', `incidents?${query}`);
export const getService = (id) => pagerDuty('GET', `services/${encodeURIComponent(id)}`);
export const getUser = (id) => pagerDuty('GET', `users/${encodeURIComponent(id)}`);
export const createIncident = (draft) => pagerDuty('POST', 'incidents', draft);
export const changeIncident = (id, change) => pagerDuty('PUT', `incidents/${encodeURIComponent(id)}`, change);
export const listDestinations = () => cloudflare('GET', DESTINATIONS);
