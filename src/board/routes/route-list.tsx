import type { ComponentChildren } from 'preact';
import { Card } from './card.js';
import { DestinationCard } from './destination-card.js';
import type { DestinationRoute } from './destination-route.js';
import { OnCallCard } from './on-call-card.js';
import { PolicyCard } from './policy-card.js';
import { indexById, isTooDense, type RouteMap } from './route-map.js';
import { ServiceCard } from './service-card.js';
import type { ServiceRoute } from './service-route.js';

/** The routes as nested lists, from each policy to the users on call; then what no policy leads to. */
export function RouteList({ map }: { readonly map: RouteMap }) {
  const { policies, destinations, services } = map;
  // In a dense map each policy would repeat all destinations.
  const nested = indexById(isTooDense(map) ? [] : destinations);
  const servicesById = indexById(services);
  const used = new Set(policies.flatMap(({ destinationIds }) => destinationIds?.filter((id) => nested.has(id)) ?? []));
  const matched = new Set(destinations.flatMap(({ serviceIds }) => serviceIds ?? []));
  const toItems = (list: readonly DestinationRoute[]) =>
    list.map((one) => <DestinationItem key={one.id} destination={one} services={pick(servicesById, one.serviceIds)} />);
  return (
    <div class="routes-list">
      <Section title="Policies of Cloudflare">
        {policies.map((policy) => (
          <Card key={policy.id} gaps={policy.gaps}>
            <PolicyCard policy={policy} />
            <Nested>{toItems(pick(nested, policy.destinationIds))}</Nested>
          </Card>
        ))}
      </Section>
      <Section title={used.size > 0 ? 'Other destinations of Cloudflare' : 'Destinations of Cloudflare'}>
        {toItems(destinations.filter(({ id }) => !used.has(id)))}
      </Section>
      <Section title="Services of PagerDuty">
        {services
          .filter(({ id }) => !matched.has(id))
          .map((one) => (
            <ServiceItem key={one.id} service={one} />
          ))}
      </Section>
    </div>
  );
}

function pick<T>(entries: ReadonlyMap<string, T>, ids: readonly string[] | null): T[] {
  return (ids ?? []).flatMap((id) => entries.get(id) ?? []);
}

interface DestinationItemProps {
  readonly destination: DestinationRoute;
  readonly services: readonly ServiceRoute[];
}

function DestinationItem({ destination, services }: DestinationItemProps) {
  return (
    <Card gaps={destination.gaps}>
      <Kind>Destination</Kind>
      <DestinationCard destination={destination} />
      <Nested>
        {services.map((service) => (
          <ServiceItem key={service.id} service={service} />
        ))}
      </Nested>
    </Card>
  );
}

function ServiceItem({ service }: { readonly service: ServiceRoute }) {
  return (
    <Card gaps={service.gaps}>
      <Kind>Service</Kind>
      <ServiceCard service={service} />
      <Kind>On call now</Kind>
      <OnCallCard service={service} />
    </Card>
  );
}

/** What an entry is, because a destination and its service have the same name. */
function Kind({ children }: { readonly children: string }) {
  return <p class="routes-kind">{children}</p>;
}

interface ItemsProps {
  readonly children: readonly ComponentChildren[];
}

/** What an entry leads to. Empty, there is no list. */
function Nested({ children }: ItemsProps) {
  return children.length > 0 ? <ul class="routes-nested">{children}</ul> : null;
}

function Section({ title, children }: ItemsProps & { readonly title: string }) {
  if (children.length === 0) return null;
  return (
    <section class="routes-section">
      <h2>{title}</h2>
      <ul class="routes-cards">{children}</ul>
    </section>
  );
}
