// What the fake upstream answers: asked of the sandbox once, kept as bytes.
import { startSandbox } from '../../dist/sandbox/sandbox.js';
import { keyOf } from './response-key.mjs';

const BEGIN = Date.parse('2026-11-21T08:00:00Z');
const BETWEEN_INCIDENTS_MS = 97_000;
const TITLES = ['Booking API answers 500', 'Replication lag above an hour', 'Gate 4 cannot read tickets'];

/** Open incidents at the head of the list, and all there are. */
const OPEN = 25;
const ALL = 1000;
const PAGES = [25, ...Array.from({ length: ALL / 100 }, () => 100)];
const EXPANDED = '&include[]=assignees&include[]=services';

/**
 * @returns {Promise<{ answers: ReadonlyMap<string, { status: number, body: Buffer }>, incidentIds: string[], serviceId: string }>}
 * the open incidents in `incidentIds`; they are triggered for whoever reads them, whatever was written
 */
export async function record() {
  let now = BEGIN;
  const plenty = { pagerduty: 1_000_000, cloudflare: 1_000_000 };
  const sandbox = await startSandbox({ now: () => new Date(now), incidents: ALL - OPEN, limits: plenty });
  const answers = new Map();
  try {
    const take = takingFrom(sandbox, answers);
    const { services } = await take('GET', '/services?limit=100&offset=0');
    const { users } = await take('GET', '/users?limit=100&offset=0');
    const inUse = services.filter(({ status }) => status !== 'disabled' && status !== 'maintenance');
    for (let number = 0; number < OPEN; number += 1) {
      now += BETWEEN_INCIDENTS_MS;
      await take('POST', '/incidents', incident(number, inUse[number % inUse.length].id));
    }
    await takeLists(take);
    for (const { id } of services) await take('GET', `/services/${id}`);
    for (const { id } of users) await take('GET', `/users/${id}`);
    const incidentIds = await takeIncidents(take);
    return { answers, incidentIds, serviceId: inUse[0].id };
  } finally {
    await sandbox.stop();
  }
}

function takingFrom({ pagerduty }, answers) {
  const headers = {
    authorization: `Token token=${pagerduty.apiToken}`,
    accept: 'application/vnd.pagerduty+json;version=2',
    'content-type': 'application/json',
    from: pagerduty.from,
  };
  return async (method, path, body) => {
    const answer = await fetch(pagerduty.baseUrl + path, { method, headers, ...(body && { body }) });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (!answer.ok) throw new Error(`The sandbox refuses ${method} ${path}: ${bytes.toString()}`);
    answers.set(keyOf(method, path, body), { status: answer.status, body: bytes });
    return JSON.parse(bytes.toString());
  };
}

/** Every page of 100 and the first of 25, with bare references and with people and services expanded. */
async function takeLists(take) {
  const order = 'date_range=all&time_zone=UTC&sort_by=created_at:desc,incident_number:desc';
  let offset = 0;
  for (const limit of PAGES) {
    for (const include of ['', EXPANDED])
      await take('GET', `/incidents?limit=${limit}&offset=${offset}&${order}${include}`);
    if (limit === 100) offset += limit;
  }
}

/** Each open incident as it is read, and as it comes back when it is acknowledged and when it is resolved. */
async function takeIncidents(take) {
  const { incidents } = await take('GET', `/incidents?limit=${OPEN}&offset=0&date_range=all&sort_by=created_at:desc`);
  for (const { id } of incidents) {
    await take('GET', `/incidents/${id}`);
    for (const status of ['acknowledged', 'resolved']) {
      const change = { incident: { type: 'incident_reference', status } };
      await take('PUT', `/incidents/${id}`, JSON.stringify(change));
    }
  }
  return incidents.map(({ id }) => id);
}

function incident(number, serviceId) {
  const service = { id: serviceId, type: 'service_reference' };
  const title = `${TITLES[number % TITLES.length]} (${number})`;
  return JSON.stringify({ incident: { type: 'incident', title, service, incident_key: `bench-${number}` } });
}
