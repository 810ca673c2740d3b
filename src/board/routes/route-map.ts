import { toDestinationRoute, type DestinationRoute } from './destination-route.js';
import type { Listing } from './listing.js';
import { toPolicyRoute, type PolicyRoute } from './policy-route.js';
import type { DestinationNode, PolicyNode, ServiceNode } from './route-nodes.js';
import { toServiceRoute, type ServiceRoute } from './service-route.js';

/** The ways of Cloudflare's alerts to the users on call, in the order in which the columns show them. */
export interface RouteMap {
  readonly policies: readonly PolicyRoute[];
  readonly destinations: readonly DestinationRoute[];
  readonly services: readonly ServiceRoute[];
}

/**
 * Joins policies, destinations and services. A gap is reported only if it is certain: what was not read is unknown.
 * Destinations stand in the order of the policies that use them, and services in the order of their destinations, so
 * that few lines cross.
 *
 * @param otherServices services to show although no destination is known to match them
 */
export function createRouteMap(
  policies: Listing<PolicyNode>,
  destinations: Listing<DestinationNode>,
  otherServices: readonly ServiceNode[] = [],
): RouteMap {
  const matching = destinations.nodes.flatMap(({ matchingServices }) => matchingServices ?? []);
  const serviceNodes = [...matching, ...otherServices];
  const services = indexById(serviceNodes.map((service) => toServiceRoute(service)));
  const policiesOf = groupPoliciesByDestination(policies.nodes);
  const isCertain = policies.isComplete && policies.nodes.every((policy) => policy.pagerDutyDestinations !== null);
  const destinationRoutes = indexById(
    destinations.nodes.map((destination) => {
      const users = policiesOf.get(destination.id) ?? [];
      const hasEnabledPolicy = users.some(({ enabled }) => enabled !== false);
      return toDestinationRoute(destination, services, { hasEnabledPolicy, hasPolicy: users.length > 0, isCertain });
    }),
  );
  const policyRoutes = indexById(policies.nodes.map((policy) => toPolicyRoute(policy, destinationRoutes)));
  const sortedDestinations = sortByUse(
    destinationRoutes,
    [...policyRoutes.values()],
    (policy) => policy.destinationIds,
  );
  return {
    policies: [...policyRoutes.values()],
    destinations: sortedDestinations,
    services: sortByUse(services, sortedDestinations, (destination) => destination.serviceIds),
  };
}

/** A line of the map, from the id of one entry to that of the next. */
export interface RouteLink {
  readonly from: string;
  readonly to: string;
}

/** The lines of the map, those from policies first. */
export function listLinks({ policies, destinations }: RouteMap): RouteLink[] {
  return [
    ...policies.flatMap(({ id, destinationIds }) => (destinationIds ?? []).map((to) => ({ from: id, to }))),
    ...destinations.flatMap(({ id, serviceIds }) => (serviceIds ?? []).map((to) => ({ from: id, to }))),
  ];
}

/** Lines that a screen and a reader can bear. */
const MAX_DRAWN_LINKS = 1000;

/** Whether the map has too many lines to draw them. */
export function isTooDense({ policies, destinations }: RouteMap): boolean {
  const counts = [
    ...policies.map(({ destinationIds }) => destinationIds?.length ?? 0),
    ...destinations.map(({ serviceIds }) => serviceIds?.length ?? 0),
  ];
  return counts.reduce((sum, count) => sum + count, 0) > MAX_DRAWN_LINKS;
}

/** Entries by id. Two pages may overlap when a list changes between them, so an id counts once. */
export function indexById<T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

function groupPoliciesByDestination(policies: readonly PolicyNode[]): ReadonlyMap<string, readonly PolicyNode[]> {
  const groups = new Map<string, PolicyNode[]>();
  for (const policy of policies) {
    for (const { id } of policy.pagerDutyDestinations ?? []) {
      const group = groups.get(id);
      if (group) group.push(policy);
      else groups.set(id, [policy]);
    }
  }
  return groups;
}

/** In the order of their first use; those without a use come last. */
function sortByUse<T, User>(
  entries: ReadonlyMap<string, T>,
  users: readonly User[],
  idsOf: (user: User) => readonly string[] | null,
): T[] {
  const ids = new Set([...users.flatMap((user) => idsOf(user) ?? []), ...entries.keys()]);
  return [...ids].flatMap((id) => entries.get(id) ?? []);
}
