import { Badge } from '../ui/badge.js';
import type { RouteMap } from './route-map.js';

interface RouteSummaryProps {
  readonly map: RouteMap;
  /** The part of the map that passes the filter. */
  readonly shown: RouteMap;
  /** Whether everything was read, so that the absence of gaps is certain. */
  readonly isCertain: boolean;
}

/** How many entries there are, are shown, and have gaps. Screen readers report it after a change of the filter. */
export function RouteSummary({ map, shown, isCertain }: RouteSummaryProps) {
  const gapCount = [...map.policies, ...map.destinations, ...map.services].filter(({ gaps }) => gaps.length > 0).length;
  return (
    <p class="routes-summary" role="status">
      <GapBadge count={gapCount} isCertain={isCertain} />
      <span>
        {count(shown.policies, map.policies, 'policy', 'policies')},{' '}
        {count(shown.destinations, map.destinations, 'destination', 'destinations')},{' '}
        {areServicesUnknown(map) ? 'services unknown' : count(shown.services, map.services, 'service', 'services')}
      </span>
    </p>
  );
}

function GapBadge({ count: gapCount, isCertain }: { readonly count: number; readonly isCertain: boolean }) {
  if (gapCount > 0)
    return <Badge tone="red">✕ {gapCount === 1 ? '1 entry has a gap' : `${gapCount} entries have gaps`}</Badge>;
  if (isCertain) return <Badge tone="green">✓ No gaps</Badge>;
  return <Badge tone="amber">? No gaps in what was read</Badge>;
}

/** Whether PagerDuty’s half is missing: zero would claim that there are none. */
function areServicesUnknown({ destinations, services }: RouteMap): boolean {
  return services.length === 0 && destinations.some(({ serviceIds }) => serviceIds === null);
}

function count(shown: readonly unknown[], all: readonly unknown[], one: string, many: string): string {
  const word = all.length === 1 ? one : many;
  return shown.length === all.length ? `${all.length} ${word}` : `${shown.length} of ${all.length} ${word}`;
}
