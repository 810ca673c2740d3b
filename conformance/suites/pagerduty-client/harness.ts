import { api } from '@pagerduty/pdjs';
import type { APIPromise } from '@pagerduty/pdjs/build/src/api.js';
import { startTestSandbox, type TestSandbox } from '../../../test/sandbox/harness.js';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.js';

export type Query = Readonly<Record<string, string | string[]>>;

/** Another than the account's key; `bearer` is the type of an app's token. */
export interface Credential {
  readonly token: string;
  readonly tokenType?: string;
}

/** The sandbox's PagerDuty account in the hands of PagerDuty's own client. */
export interface VendorClientHarness {
  readonly sandbox: TestSandbox;
  get(path: string, query?: Query, credential?: Credential): APIPromise;
  post(path: string, data: object, from?: string): APIPromise;
  put(path: string, data: object, from?: string): APIPromise;
  delete(path: string): APIPromise;
}

export async function startPagerDutyHarness(options?: SandboxOptions): Promise<VendorClientHarness> {
  const sandbox = await startTestSandbox(options);
  const { baseUrl, apiToken, from: actor } = sandbox.sandbox.pagerduty;
  // Between the tries after a 429 it waits 20 s by itself; its 30 s timer would outlive the tests.
  const client = api({ token: apiToken, retryTimeout: 1, requestTimeout: 0 });
  // It says https to every `server`, so each call names its whole address. An empty From is left out.
  const requestOptions = (path: string, from = actor) => ({
    url: `${baseUrl}${path}`,
    ...(from !== '' && { headers: { From: from } }),
  });
  return {
    sandbox,
    get: (path, queryParameters = {}, credential) =>
      client.get(path, { ...requestOptions(path), queryParameters, ...credential }),
    post: (path, data, from) => client.post(path, { ...requestOptions(path, from), data }),
    put: (path, data, from) => client.put(path, { ...requestOptions(path, from), data }),
    delete: (path) => client.delete(path, requestOptions(path)),
  };
}

/** The body that opens an incident on Booking API, as PagerDuty documents it. */
export function createIncidentBody(details: object = {}): object {
  const service = { id: 'PSVC001', type: 'service_reference' };
  return { incident: { type: 'incident', title: 'Fog over the port', service, ...details } };
}

/** The body that changes one incident. */
export function updateIncidentBody(fields: object): object {
  return { incident: { type: 'incident_reference', ...fields } };
}

/** The body that changes many; each change names its `id`. */
export function updateIncidentsBody(...incidents: readonly object[]): object {
  return { incidents: incidents.map((incident) => ({ type: 'incident_reference', ...incident })) };
}
