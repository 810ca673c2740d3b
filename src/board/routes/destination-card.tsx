import type { DestinationRoute } from './destination-route.js';
import { GapList } from './gap-list.js';

/** A PagerDuty destination of Cloudflare. */
export function DestinationCard({
  destination: { name, serviceIds, gaps },
}: {
  readonly destination: DestinationRoute;
}) {
  return (
    <>
      <p class="routes-name" dir="auto">
        {name}
      </p>
      {serviceIds === null && <p class="routes-unknown">? Its PagerDuty service could not be read.</p>}
      {serviceIds !== null && serviceIds.length > 1 && (
        <p class="routes-detail">
          {serviceIds.length} services have this name. Cloudflare does not report which one it notifies.
        </p>
      )}
      <GapList gaps={gaps} />
    </>
  );
}
