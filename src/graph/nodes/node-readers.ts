import { Fault } from '../../faults/fault.js';
import { findIn } from '../../upstream/transport/partial-list.js';
import { toCloudflareAccount } from '../cloudflare/account/cloudflare-account.map.js';
import { toPagerDutyAccount } from '../pagerduty/account/pagerduty-account.map.js';
import { toAlert } from '../pagerduty/alerts/alert.map.js';
import { demandScope } from '../core/auth/caller.js';
import type { CloudflareAccess, Context, PagerDutyAccess } from '../core/context.js';
import { toDestination } from '../cloudflare/destinations/destination.map.js';
import { toEscalationPolicy } from '../pagerduty/escalation-policies/escalation-policy.map.js';
import { parseGlobalId, plainId } from '../core/ids/global-id.js';
import { includesFor } from '../pagerduty/incidents/incident-includes.js';
import { toIncident } from '../pagerduty/incidents/incident.map.js';
import { toLogEntry } from '../pagerduty/log-entries/log-entry.map.js';
import type { Node } from '../core/ids/node.type.js';
import { toPolicy } from '../cloudflare/policies/notification-policy.map.js';
import type { Selection } from '../core/selection/selection.js';
import { toService } from '../pagerduty/services/service.map.js';
import { orNull } from '../core/mutations/run-mutation.js';
import { toTeam } from '../pagerduty/teams/team.map.js';
import { toUser } from '../pagerduty/users/user.map.js';

interface Asked {
  readonly selection: Selection;
  /** What the object can only be read through. */
  readonly parentId?: string;
}

type Read<A> = (upstreamId: string, access: A, asked: Asked) => Promise<Node | null>;

const PAGERDUTY: ReadonlyMap<string, Read<PagerDutyAccess>> = new Map(
  Object.entries<Read<PagerDutyAccess>>({
    PagerDutyAccount: async (key, access) => (key === access.key ? toPagerDutyAccount(access) : null),
    Incident: async (id, access, { selection }) => {
      const include = includesFor(selection);
      return toIncident(await access.loaders.incident.load({ id, include }), access, include);
    },
    Alert: async (id, access, { parentId = '' }) =>
      toAlert(await access.client.getAlert(parentId, id), parentId, access),
    LogEntry: async (id, access) => toLogEntry(await access.client.getLogEntry(id), access),
    PagerDutyService: async (id, access) => toService(await access.loaders.service.load(id), access),
    PagerDutyUser: async (id, access) => toUser(await access.loaders.user.load(id), access),
    Team: async (id, access) => toTeam(await access.loaders.team.load(id), access),
    EscalationPolicy: async (id, access) => toEscalationPolicy(await access.loaders.escalationPolicy.load(id), access),
  }),
);

const CLOUDFLARE: ReadonlyMap<string, Read<CloudflareAccess>> = new Map(
  Object.entries<Read<CloudflareAccess>>({
    CloudflareAccount: async (id, access) => (id === access.cloudflareId ? toCloudflareAccount(access) : null),
    PagerDutyDestination: async (id, access) => {
      const found = findIn(await access.loaders.destinations(), (one) => plainId(one.id) === plainId(id));
      return found ? toDestination(found, access) : null;
    },
    NotificationPolicy: async (id, access) => {
      const found = findIn(await access.loaders.policies(), (one) => plainId(one.id) === plainId(id));
      return found ? toPolicy(found, access) : null;
    },
  }),
);

/**
 * Reads the object a global id stands for; null when it is gone.
 *
 * @param field where the id stands in the arguments
 * @throws {Fault} `INVALID_INPUT` for what is no id of this gateway: another form, type or account; `FORBIDDEN` without
 * the scope that reading from its upstream needs
 */
export async function readNode(
  id: string,
  { caller, pagerduty, cloudflare }: Context,
  selection: Selection,
  field: readonly string[],
): Promise<Node | null> {
  const parsed = parseGlobalId(id);
  if (!parsed) throw new Fault('INVALID_INPUT', 'This is not an id of this gateway.', { field });
  const { upstream, account, type, upstreamId } = parsed;
  const asked = { selection, parentId: parsed.parentId };
  demandScope(caller, upstream === 'pagerduty' ? 'INCIDENTS_READ' : 'DESTINATIONS_READ');
  const reading =
    upstream === 'pagerduty'
      ? PAGERDUTY.get(type)?.(upstreamId, pagerduty.get(account, field), asked)
      : CLOUDFLARE.get(type)?.(upstreamId, cloudflare.get(account, field), asked);
  if (reading) return orNull(reading);
  throw new Fault('INVALID_INPUT', 'Nothing of this type can be read by its id.', { field });
}
