import { fieldValues, textField, type Json, type TestSandbox } from '../sandbox/harness.js';
import type { ENDPOINTS as CLOUDFLARE_ENDPOINTS } from '../../src/upstream/cloudflare/endpoints.js';
import type { ENDPOINTS as PAGERDUTY_ENDPOINTS } from '../../src/upstream/pagerduty/endpoints.js';
import type { ProxiedRequest } from './fault-proxy.js';

/** The name of an upstream endpoint; the last two are those of PagerDuty's Events API. */
export type EndpointName =
  | keyof typeof PAGERDUTY_ENDPOINTS
  | keyof typeof CLOUDFLARE_ENDPOINTS
  | 'sendEvent'
  | 'sendChangeEvent';

/** One kind of operation: the document, the upstream request that the faults match, and the final state. */
export interface OperationCase {
  readonly upstream: 'pagerduty' | 'cloudflare';
  /** The endpoint of the requests that the faults match. */
  readonly endpoint: EndpointName;
  readonly document: string;
  /** @param account key of the account, which is a part of global ids */
  readonly variables: (stage: TestSandbox, account: string) => Promise<OperationVariables>;
  readonly matches: (call: ProxiedRequest) => boolean;
  /** A summary of a response without errors. */
  readonly summarizeResponse: (response: Json) => string;
  /** A summary of the state at the upstream. */
  readonly readState: (stage: TestSandbox, variables: OperationVariables) => Promise<string>;
}

export interface OperationVariables {
  readonly [name: string]: unknown;
  /** A triggered incident. */
  readonly incident?: { readonly pagerDutyId: string };
}

/** Marks what an operation writes. */
export const TITLE = 'A bad day';

export async function findTriggeredIncident(stage: TestSandbox): Promise<OperationVariables> {
  const { json } = await stage.pagerduty('/incidents?statuses[]=triggered&date_range=all&sort_by=created_at');
  return { incident: { pagerDutyId: fieldValues(json['incidents'], 'id')[0] ?? '' } };
}

export async function readStatus(stage: TestSandbox, { incident }: OperationVariables): Promise<string> {
  return textField((await stage.pagerduty(`/incidents/${incident?.pagerDutyId}`)).json['incident'], 'status');
}

export const describeChanged = (payload: Json) => (payload['changed'] ? 'changed' : 'unchanged');
