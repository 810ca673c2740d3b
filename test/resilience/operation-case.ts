import { fieldValues, type Json, type TestSandbox } from '../sandbox/harness.js';
import type { ProxiedRequest } from './fault-proxy.js';

/** One kind of operation: the document, the upstream request that the faults match, and the final state. */
export interface OperationCase {
  readonly upstream: 'pagerduty' | 'cloudflare';
  readonly document: string;
  readonly variables: (stage: TestSandbox) => Promise<OperationVariables>;
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

export const describeChanged = (payload: Json) => (payload['changed'] ? 'changed' : 'unchanged');
