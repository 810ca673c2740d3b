import { Agent } from 'node:https';
import { connect } from 'node:net';
import { api, change } from '@pagerduty/pdjs';
import type { APIPromise } from '@pagerduty/pdjs/build/src/api.js';
import type { EventParameters, EventPromise } from '@pagerduty/pdjs/build/src/events.js';
import { startTestSandbox, type TestSandbox } from '../../../test/sandbox/harness.js';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.js';

export type Query = Readonly<Record<string, string | string[]>>;

/** A credential other than the account's key; `bearer` is the type of an app's token. */
export interface Credential {
  readonly token: string;
  readonly tokenType?: string;
}

/** The sandbox's PagerDuty account, called with PagerDuty's own client. */
export interface VendorClientHarness {
  readonly testSandbox: TestSandbox;
  get(path: string, query?: Query, credential?: Credential): APIPromise;
  post(path: string, data: object, from?: string): APIPromise;
  put(path: string, data: object, from?: string): APIPromise;
  delete(path: string): APIPromise;
  /** Sends a change event to the Events API. */
  sendChange(data: object): EventPromise;
}

export async function startPagerDutyHarness(options?: SandboxOptions): Promise<VendorClientHarness> {
  const testSandbox = await startTestSandbox(options);
  const { baseUrl, apiToken, from: actor } = testSandbox.sandbox.pagerduty;
  // By default the client waits 20 s after a 429, and its timer of 30 s would outlive the tests.
  const client = api({ token: apiToken, retryTimeout: 1, requestTimeout: 0 });
  // The client uses https for every `server`, so each call has the whole URL. An empty From is omitted.
  const requestOptions = (path: string, from = actor) => ({
    url: `${baseUrl}${path}`,
    ...(from !== '' && { headers: { From: from } }),
  });
  return {
    testSandbox,
    get: (path, queryParameters = {}, credential) =>
      client.get(path, { ...requestOptions(path), queryParameters, ...credential }),
    post: (path, data, from) => client.post(path, { ...requestOptions(path, from), data }),
    put: (path, data, from) => client.put(path, { ...requestOptions(path, from), data }),
    delete: (path) => client.delete(path, requestOptions(path, '')),
    sendChange: (data) => change({ ...eventOptions(testSandbox.sandbox.pagerduty.eventsUrl), data } as EventParameters),
  };
}

/** The client sends events over https only, so its agent connects to the sandbox without TLS. */
function eventOptions(url: string): object {
  const { hostname, port } = new URL(url);
  const agent = Object.assign(new Agent(), { createConnection: () => connect(Number(port), hostname) });
  return { agent, retryTimeout: 1, requestTimeout: 0 };
}

/** The documented body that creates an incident on Booking API. */
export function createIncidentBody(details: object = {}): object {
  const service = { id: 'PSVC001', type: 'service_reference' };
  return { incident: { type: 'incident', title: 'Fog over the port', service, ...details } };
}

/** The body that updates one incident. */
export function updateIncidentBody(fields: object): object {
  return { incident: { type: 'incident_reference', ...fields } };
}

/** The body that updates many incidents; each has its `id`. */
export function updateIncidentsBody(...incidents: readonly object[]): object {
  return { incidents: incidents.map((incident) => ({ type: 'incident_reference', ...incident })) };
}

/** Creates an incident on Booking API and returns its id. */
export async function createIncident(harness: VendorClientHarness, details: object = {}): Promise<string> {
  return (await harness.post('/incidents', createIncidentBody(details))).data.incident.id;
}
