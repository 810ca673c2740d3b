import { PagergraphError, type ReportedError } from '../../../src/client/client.js';
import type { Listing } from '../../../src/board/routes/listing.js';
import type { DestinationNode, PolicyNode, ServiceNode } from '../../../src/board/routes/route-nodes.js';

export const policyNode = (id: string, to: readonly string[] | null, more: Partial<PolicyNode> = {}): PolicyNode => ({
  id,
  name: `Policy ${id}`,
  alertType: 'dos_attack_l7',
  enabled: true,
  emails: [],
  webhookIds: [],
  silences: [],
  pagerDutyDestinations: to?.map((destinationId) => ({ id: destinationId })) ?? null,
  ...more,
});

export const destinationNode = (
  id: string,
  matchingServices: DestinationNode['matchingServices'],
): DestinationNode => ({
  id,
  cloudflareId: id,
  name: `Destination ${id}`,
  matchingServices,
});

export const serviceNode = (id: string, more: Partial<ServiceNode> = {}): ServiceNode => ({
  id,
  pagerDutyId: id,
  name: `Service ${id}`,
  status: 'ACTIVE',
  url: null,
  escalationPolicy: { name: 'Platform On-Call' },
  onCall: [{ level: 1, end: null, user: { id: 'u1', name: 'Maren Solberg' }, schedule: null }],
  ...more,
});

export const listing = <Node>(nodes: readonly Node[], more: Partial<Listing<Node>> = {}): Listing<Node> => ({
  nodes,
  totalCount: nodes.length,
  isComplete: true,
  listError: null,
  entryError: null,
  ...more,
});

/** An error of the gateway; without `data` no part of the response is known. */
export const createFailure = (errors: readonly ReportedError[], data?: unknown) =>
  new PagergraphError(errors[0]?.message ?? 'No response received.', {
    code: 'UPSTREAM_UNAVAILABLE',
    retryable: true,
    retryAfterSeconds: null,
    outcome: null,
    requestId: 'r1',
    errors,
    data,
  });
