// Records the sandbox's responses once and keeps them as bytes for the simulated upstream.
import { startSandbox } from '../../dist/sandbox/sandbox.js';
import { responseKey } from './response-key.mjs';
import { NESTED_SIZES, OPEN_INCIDENTS } from './sizes.mjs';

const START_TIME = Date.parse('2026-11-21T08:00:00Z');
const BETWEEN_INCIDENTS_MS = 97_000;
const TITLES = ['Booking API answers 500', 'Replication lag above an hour', 'Gate 4 cannot read tickets'];

const ALL_INCIDENTS = 1000;
const PAGE_SIZE = 100;
const INCLUDES = [
  ['', ''],
  ['assignees,services', '&include[]=assignees&include[]=services'],
];

/**
 * @returns {Promise<{ responses: Map<string, { status: number, body: Buffer }>, lists: ReadonlyMap<string, object[]>,
 * incidentIds: string[], serviceId: string }>}
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
    const lists = await recordLists(record);
    for (const { id } of services) await record('GET', `/services/${id}`);
    for (const { id } of users) await record('GET', `/users/${id}`);
    const incidentIds = await recordIncidents(record);
    await recordNotes(record);
    return { responses, lists, incidentIds, serviceId: inUse[0].id };
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

/** All incidents, with references alone and with users and services included; the keys are those of `responseKey`. */
async function recordLists(record) {
  const order = 'date_range=all&time_zone=UTC&sort_by=created_at:desc,incident_number:desc';
  const lists = new Map();
  for (const [names, include] of INCLUDES) {
    const list = [];
    for (let offset = 0; offset < ALL_INCIDENTS; offset += PAGE_SIZE) {
      const page = await record('GET', `/incidents?limit=${PAGE_SIZE}&offset=${offset}&${order}${include}`);
      list.push(...page.incidents);
    }
    lists.set(names, list);
  }
  return lists;
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

/** The notes of each incident of the nested lists. */
async function recordNotes(record) {
  const count = Math.max(...NESTED_SIZES);
  const list = `/incidents?limit=${count}&offset=0&date_range=all&sort_by=created_at:desc,incident_number:desc`;
  const { incidents } = await record('GET', list);
  for (const { id } of incidents) {
    await record('POST', `/incidents/${id}/notes`, JSON.stringify({ note: { content: 'Failed over to the replica' } }));
    await record('GET', `/incidents/${id}/notes`);
  }
}

function incidentBody(number, serviceId) {
  const service = { id: serviceId, type: 'service_reference' };
  const title = `${TITLES[number % TITLES.length]} (${number})`;
  return JSON.stringify({ incident: { type: 'incident', title, service, incident_key: `bench-${number}` } });
}
