import type { PagergraphError } from '../../client/client.js';
import type { Listing } from './listing.js';
import type { RouteReading } from './read-routes.js';

/** Why a half of the routes is missing or incomplete, and what is shown nevertheless. */
export interface HalfError {
  readonly error: PagergraphError;
  readonly consequence: string;
}

const CLOUDFLARE_MISSING = 'Cloudflare’s policies and destinations are missing. PagerDuty’s services are shown alone.';
const DESTINATIONS_MISSING = 'Cloudflare’s destinations are missing. Its policies and PagerDuty’s services are shown.';
const CLOUDFLARE_INCOMPLETE = 'Cloudflare’s part is incomplete. What is shown was read.';
const PAGERDUTY_MISSING =
  'PagerDuty’s part is incomplete: who is on call is unknown where a card has a “?”. Cloudflare’s part is shown.';
const SERVICES_MISSING = 'PagerDuty’s services could not be read.';

/** The errors of the two halves, at most one for each. */
export function findHalfErrors({ policies, destinations, services }: RouteReading): HalfError[] {
  const cloudflare = destinations.listError ?? policies.listError ?? policies.entryError;
  const pagerDuty = destinations.entryError ?? services?.listError ?? services?.entryError;
  const errors: HalfError[] = [];
  if (cloudflare) {
    const missing = policies.nodes.length > 0 ? DESTINATIONS_MISSING : CLOUDFLARE_MISSING;
    errors.push({ error: cloudflare, consequence: services ? missing : CLOUDFLARE_INCOMPLETE });
  }
  if (pagerDuty) errors.push({ error: pagerDuty, consequence: services ? SERVICES_MISSING : PAGERDUTY_MISSING });
  return errors;
}

/** What is missing from lists that are longer than the board reads. Errors have their own words. */
export function findCutLists({ policies, destinations, services }: RouteReading): string[] {
  return [
    describeCut(policies, 'policies'),
    describeCut(destinations, 'destinations'),
    ...(services ? [describeCut(services, 'services')] : []),
  ].filter((text) => text !== '');
}

function describeCut({ nodes, totalCount, isComplete }: Listing<unknown>, what: string): string {
  if (isComplete || nodes.length === 0) return '';
  const total = totalCount === null ? '' : ` of ${totalCount}`;
  return `Only the first ${nodes.length}${total} ${what} were read. Gaps of the others are unknown.`;
}
