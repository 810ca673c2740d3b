// Records the sandbox's responses once and keeps them as bytes for the simulated upstream.
import { startSandbox } from '../../dist/sandbox/sandbox.js';
import { responseKey } from './response-key.mjs';

const START_TIME = Date.parse('2026-11-21T08:00:00Z');
const BETWEEN_INCIDENTS_MS = 97_000;
const TITLES = ['Booking API answers 500', 'Replication lag above an hour', 'Gate 4 cannot read tickets'];

const OPEN_INCIDENTS = 25;
const ALL_INCIDENTS = 1000;
const PAGES = [25, ...Array.from({ length: ALL_INCIDENTS / 100 }, () => 100)];
const INCLUDES = '&include[]=assignees&include[]=services';

/**
 * @returns {Promise<{ responses: ReadonlyMap<string, { status: number, body: Buffer }>, incidentIds: string[], serviceId: string }>}
 * `incidentIds` are the open incidents; a read returns them as triggered, whatever was written before
 */
export async function recordSandbox() {
  let now = START_TIME;
  const unlimited = { pagerduty: 1_000_000, cloudflare: 1_000_000 };
  const sandbox = await startSandbox({
    now: () => new Date(now),
    incidents: ALL_INCIDENTS - OPEN_INCIDENTS,
    limits: unlimited,
  });
  const responses = new Map();
  try {
    const record = createRecorder(sandbox, responses);
    const { services } = await record('GET', '/services?limit=100&offset=0');
    const { users } = await record('GET', '/users?limit=100&offset=0');
    const inUse = services.filter(({ status }) => status !== 'disabled' && status !== 'maintenance');
    for (let number = 0; number < OPEN_INCIDENTS; number += 1) {
      now += BETWEEN_INCIDENTS_MS;
      await record('POST', '/incidents', incidentBody(number, inUse[number % inUse.length].id));
    }
    await recordLists(record);
    for (const { id } of services) await record('GET', `/services/${id}`);
    for (const { id } of users) await record('GET', `/users/${id}`);
    const incidentIds = await recordIncidents(record);
    return { responses, incidentIds, serviceId: inUse[0].id };
  } finally {
    await sandbox.stop();
  }
}

function createRecorder({ pagerduty }, responses) {
  const headers = {
    authorization: `Token token=${pagerduty.apiToken}`,
    accept: 'application/vnd.pagerduty+json;version=2',
    'content-type': 'application/json',
    from: pagerduty.from,
  };
  return async (method, path, body) => {
    const response = await fetch(pagerduty.baseUrl + path, { method, headers, ...(body && { body }) });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok) throw new Error(`The sandbox refuses ${method} ${path}: ${bytes.toString()}`);
    responses.set(responseKey(method, path, body), { status: response.status, body: bytes });
    return JSON.parse(bytes.toString());
  };
}

/** Every page of 100 and the first of 25, with references alone and with users and services included. */
async function recordLists(record) {
  const order = 'date_range=all&time_zone=UTC&sort_by=created_at:desc,incident_number:desc';
  let offset = 0;
  for (const limit of PAGES) {
    for (const include of ['', INCLUDES])
      await record('GET', `/incidents?limit=${limit}&offset=${offset}&${order}${include}`);
    if (limit === 100) offset += limit;
  }
}

/** Each open incident as it is read, and as it is returned when it is acknowledged and when it is resolved. */
async function recordIncidents(record) {
  const { incidents } = await record(
    'GET',
    `/incidents?limit=${OPEN_INCIDENTS}&offset=0&date_range=all&sort_by=created_at:desc`,
  );
  for (const { id } of incidents) {
    await record('GET', `/incidents/${id}`);
    for (const status of ['acknowledged', 'resolved']) {
      const change = { incident: { type: 'incident_reference', status } };
      await record('PUT', `/incidents/${id}`, JSON.stringify(change));
    }
  }
  return incidents.map(({ id }) => id);
}

function incidentBody(number, serviceId) {
  const service = { id: serviceId, type: 'service_reference' };
  const title = `${TITLES[number % TITLES.length]} (${number})`;
  return JSON.stringify({ incident: { type: 'incident', title, service, incident_key: `bench-${number}` } });
}
