import type { Gap } from './gap.js';
import type { DestinationNode } from './route-nodes.js';
import type { ServiceRoute } from './service-route.js';
import { visibleName } from './visible-name.js';

/** A PagerDuty destination of Cloudflare on the map. */
export interface DestinationRoute {
  readonly id: string;
  readonly name: string;
  /** Services with the same name; null when unknown. */
  readonly serviceIds: readonly string[] | null;
  /** Whether an alert now reaches a person; null when unknown. */
  readonly reachesSomebody: boolean | null;
  readonly gaps: readonly Gap[];
}

/** What the map knows about the policies of a destination. */
export interface DestinationUse {
  readonly hasEnabledPolicy: boolean;
  readonly hasPolicy: boolean;
  /** Whether all policies were read. */
  readonly isCertain: boolean;
}

/** What the map shows of a destination. */
export function toDestinationRoute(
  destination: DestinationNode,
  services: ReadonlyMap<string, ServiceRoute>,
  use: DestinationUse,
): DestinationRoute {
  const serviceIds = destination.matchingServices?.map(({ id }) => id) ?? null;
  return {
    id: destination.id,
    name: visibleName(destination.name, destination.cloudflareId),
    serviceIds,
    reachesSomebody: serviceIds && anyIsTrue(serviceIds.map((id) => services.get(id)?.reachesSomebody ?? null)),
    gaps: [...findServiceGaps(serviceIds), ...findUseGaps(use)],
  };
}

/** Whether one value is true; null if none is and one is unknown. */
export function anyIsTrue(values: readonly (boolean | null)[]): boolean | null {
  if (values.includes(true)) return true;
  return values.includes(null) ? null : false;
}

function findServiceGaps(serviceIds: readonly string[] | null): Gap[] {
  if (serviceIds?.length !== 0) return [];
  return [{ kind: 'DESTINATION_WITHOUT_SERVICE', text: 'No PagerDuty service has this name.' }];
}

function findUseGaps({ hasEnabledPolicy, hasPolicy, isCertain }: DestinationUse): Gap[] {
  if (hasEnabledPolicy || !isCertain) return [];
  const text = hasPolicy ? 'Only disabled policies deliver to it.' : 'No policy delivers to it.';
  return [{ kind: 'DESTINATION_UNUSED', text }];
}
