import { listLinks, type RouteMap } from './route-map.js';
import type { ServiceRoute } from './service-route.js';

export interface RouteFilter {
  readonly onlyGaps: boolean;
  /** Text that a name on the route contains, in any case. */
  readonly search: string;
}

interface Entry {
  readonly id: string;
  readonly gaps: readonly unknown[];
}

/** The routes that pass the filter: each matching entry with everything before and after it. */
export function filterRouteMap(map: RouteMap, { onlyGaps, search }: RouteFilter): RouteMap {
  const text = search.trim().toLocaleLowerCase();
  const withGaps = onlyGaps ? keepConnected(map, ({ gaps }) => gaps.length > 0) : map;
  if (text === '') return withGaps;
  const texts = searchTexts(withGaps);
  return keepConnected(withGaps, ({ id }) => texts.get(id)?.includes(text) === true);
}

function searchTexts({ policies, destinations, services }: RouteMap): ReadonlyMap<string, string> {
  const entries: readonly (readonly [string, readonly (string | null)[]])[] = [
    ...policies.map(({ id, name, alertType }) => [id, [name, alertType]] as const),
    ...destinations.map(({ id, name }) => [id, [name]] as const),
    ...services.map((service) => [service.id, [service.name, service.escalationPolicy, ...peopleOf(service)]] as const),
  ];
  return new Map(entries.map(([id, texts]) => [id, texts.join('\n').toLocaleLowerCase()]));
}

const peopleOf = ({ onCall }: ServiceRoute) =>
  (onCall ?? []).flatMap(({ shifts }) =>
    shifts.flatMap(({ user, schedule }) => [user?.name ?? null, schedule?.name ?? null]),
  );

/** Keeps what matches, everything it leads to, and everything that leads to it. */
function keepConnected(map: RouteMap, isMatch: (entry: Entry) => boolean): RouteMap {
  const { policies, destinations, services } = map;
  const links = listLinks(map);
  const matching = [...policies, ...destinations, ...services].filter(isMatch).map(({ id }) => id);
  const after = new Set(matching);
  for (const { from, to } of links) if (after.has(from)) after.add(to);
  const before = new Set(matching);
  for (const { from, to } of links.toReversed()) if (before.has(to)) before.add(from);
  const isKept = ({ id }: Entry) => after.has(id) || before.has(id);
  return {
    policies: policies.filter(isKept),
    destinations: destinations.filter(isKept),
    services: services.filter(isKept),
  };
}
