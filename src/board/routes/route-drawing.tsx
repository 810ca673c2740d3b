import { useMemo, useRef } from 'preact/hooks';
import { Card } from './card.js';
import { DestinationCard } from './destination-card.js';
import { isOfPeople, isOfService } from './gap.js';
import { listDrawnLines, onCallNode } from './drawn-lines.js';
import { OnCallCard } from './on-call-card.js';
import { PolicyCard } from './policy-card.js';
import { RouteLines } from './route-lines.js';
import { indexById, isTooDense, type RouteMap } from './route-map.js';
import { ServiceCard } from './service-card.js';
import type { ServiceRoute } from './service-route.js';

/** The routes in four columns with lines between them. What the lines show stands in each card for screen readers. */
export function RouteDrawing({ map }: { readonly map: RouteMap }) {
  const area = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => (isTooDense(map) ? [] : listDrawnLines(map)), [map]);
  const { policies, destinations, services } = map;
  const destinationsById = indexById(destinations);
  const servicesById = indexById(services);
  return (
    <div class="routes-drawing" ref={area}>
      <RouteLines area={area} lines={lines} />
      <section>
        <h2>Policy of Cloudflare</h2>
        <ul class="routes-cards">
          {policies.map((policy) => (
            <Card key={policy.id} node={policy.id} gaps={policy.gaps}>
              <PolicyCard policy={policy} />
              <LeadsTo names={namesOf(destinationsById, policy.destinationIds)} what="destinations" />
            </Card>
          ))}
        </ul>
      </section>
      <section>
        <h2>Destination</h2>
        <ul class="routes-cards">
          {destinations.map((destination) => (
            <Card key={destination.id} node={destination.id} gaps={destination.gaps}>
              <DestinationCard destination={destination} />
              <LeadsTo names={namesOf(servicesById, destination.serviceIds)} what="services" />
            </Card>
          ))}
        </ul>
      </section>
      <Services services={services} />
    </div>
  );
}

/** Each service with its box of people beside it. */
function Services({ services }: { readonly services: readonly ServiceRoute[] }) {
  return (
    <section class="routes-services">
      <h2>Service of PagerDuty</h2>
      <h2 aria-hidden="true">On call now</h2>
      <ul class="routes-cards">
        {services.map((service) => (
          <li key={service.id} class="routes-pair">
            <Card as="div" node={service.id} gaps={service.gaps.filter(isOfService)}>
              <ServiceCard service={service} />
            </Card>
            <Card as="div" node={onCallNode(service.id)} gaps={service.gaps.filter(isOfPeople)}>
              <p class="only-heard">On call now:</p>
              <OnCallCard service={service} />
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}

function namesOf(entries: ReadonlyMap<string, { readonly name: string }>, ids: readonly string[] | null): string[] {
  return (ids ?? []).flatMap((id) => entries.get(id)?.name ?? []);
}

/** Names that one sentence holds. */
const MAX_NAMES = 20;

function LeadsTo({ names, what }: { readonly names: readonly string[]; readonly what: string }) {
  if (names.length === 0) return null;
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return <p class="only-heard">{`Leads to ${what}: ${names.slice(0, MAX_NAMES).join(', ')}${more}.`}</p>;
}
