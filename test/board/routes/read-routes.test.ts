import { expect, test } from '@jest/globals';
import type { Request } from '../../../src/client/client.js';
import { findFailure, readRoutes } from '../../../src/board/routes/read-routes.js';
import { createFailure, destinationNode, policyNode, serviceNode } from './route-builders.js';

const connection = (nodes: readonly unknown[]) => ({ nodes, pageInfo: { hasNextPage: false, endCursor: null } });

const POLICIES = { cloudflareAccount: { notificationPolicies: connection([policyNode('p', ['d'])]) } };
const DESTINATIONS = { pagerDutyDestinations: connection([destinationNode('d', [serviceNode('s')])]) };
const SERVICES = { services: connection([serviceNode('s')]) };

/** Reads the routes from a gateway that returns, or fails with, one value per operation. */
function readFrom(responses: {
  readonly policies?: unknown;
  readonly destinations?: unknown;
  readonly services?: unknown;
}) {
  const { policies = POLICIES, destinations = DESTINATIONS, services = SERVICES } = responses;
  const request = async (document: { toString(): string }) => {
    const [, name = ''] = /query Route(\w+)/.exec(document.toString()) ?? [];
    const response = { Policies: policies, Destinations: destinations, Services: services }[name];
    if (response instanceof Error) throw response;
    return response;
  };
  const accounts = { cloudflare: 'main', pagerDuty: undefined };
  return readRoutes(request as Request, accounts, new AbortController().signal);
}

test('reads both halves, and no other services', async () => {
  const reading = await readFrom({});
  expect([reading.policies.nodes.length, reading.destinations.nodes.length]).toEqual([1, 1]);
  expect([reading.services, findFailure(reading)]).toEqual([null, undefined]);
});

test('reads the services of PagerDuty if Cloudflare’s destinations are missing', async () => {
  const error = createFailure([{ message: 'Down.', path: ['pagerDutyDestinations'] }], { pagerDutyDestinations: null });
  const reading = await readFrom({ destinations: error });
  expect(reading.services?.nodes.map(({ id }) => id)).toEqual(['s']);
  expect(findFailure(reading)).toBeUndefined();
});

test('fails as a whole if the gateway does not respond to one half', async () => {
  const error = createFailure([]);
  const reading = await readFrom({ destinations: error });
  expect(reading.services).toBeNull();
  expect(findFailure(reading)).toBe(error);
  expect(findFailure(await readFrom({ policies: error }))).toBe(error);
});
