import type { PagergraphError, Request } from '../../client/client.js';
import { routeDestinationsDocument, routePoliciesDocument, routeServicesDocument } from '../generated/operations.js';
import type { Listing } from './listing.js';
import { readListing } from './read-listing.js';
import type { DestinationNode, PolicyNode, ServiceNode } from './route-nodes.js';

/** Keys of the two accounts between which alerts travel; the default account without one. */
export interface RouteAccounts {
  readonly cloudflare: string | undefined;
  readonly pagerDuty: string | undefined;
}

/** The parts of the routes as they were read. */
export interface RouteReading {
  readonly policies: Listing<PolicyNode>;
  readonly destinations: Listing<DestinationNode>;
  /** The services of PagerDuty, read only if Cloudflare’s destinations could not be. */
  readonly services: Listing<ServiceNode> | null;
  /** Milliseconds since the epoch. */
  readonly readAt: number;
}

/** Its pages are short, because destinations and silences of each policy count in the cost. */
const MAX_POLICY_PAGES = 25;

/** Reads both halves of the routes. One that fails leaves the other. */
export async function readRoutes(
  request: Request,
  accounts: RouteAccounts,
  signal: AbortSignal,
): Promise<RouteReading> {
  const options = { signal };
  const account = accounts.cloudflare ?? null;
  const pagerDutyAccount = accounts.pagerDuty ?? null;
  const [policies, destinations] = await Promise.all([
    readListing({
      read: (after) => request(routePoliciesDocument, { account, after }, options),
      pageOf: ({ cloudflareAccount }) => cloudflareAccount?.notificationPolicies,
      maxPages: MAX_POLICY_PAGES,
    }),
    readListing({
      read: (after) => request(routeDestinationsDocument, { account, pagerDutyAccount, after }, options),
      pageOf: ({ pagerDutyDestinations }) => pagerDutyDestinations,
    }),
  ]);
  const services = isHalfMissing(destinations)
    ? await readListing({
        read: (after) => request(routeServicesDocument, { account: pagerDutyAccount, after }, options),
        pageOf: (data) => data.services,
      })
    : null;
  return { policies, destinations, services, readAt: Date.now() };
}

/** Whether the gateway responded without the list, because Cloudflare failed. */
const isHalfMissing = ({ nodes, listError }: Listing<unknown>) => nodes.length === 0 && listError?.data !== undefined;

/** The error if the gateway itself did not respond. Old routes with their age are then worth more than half of new ones. */
export function findFailure({ policies, destinations }: RouteReading): PagergraphError | undefined {
  const failed = [policies, destinations].find(
    ({ nodes, listError }) => nodes.length === 0 && listError && listError.data === undefined,
  );
  return failed?.listError ?? undefined;
}
