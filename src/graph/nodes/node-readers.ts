import { Fault } from '../../faults/fault.js';
import { findEntry } from '../../upstream/transport/partial-list.js';
import { toCloudflareAccount } from '../cloudflare/account/cloudflare-account.map.js';
import { toPagerDutyAccount } from '../pagerduty/account/pagerduty-account.map.js';
import { toAlert } from '../pagerduty/alerts/alert.map.js';
import { requireScope } from '../core/auth/caller.js';
import type { CloudflareAccountContext, Context, PagerDutyAccountContext } from '../core/context.js';
import { toDestination } from '../cloudflare/destinations/destination.map.js';
import { toChangeEvent } from '../pagerduty/change-events/change-event.map.js';
import { toEscalationPolicy } from '../pagerduty/escalation-policies/escalation-policy.map.js';
import { isSameCloudflareId, parseGlobalId, normalizeCloudflareId } from '../core/ids/global-id.js';
import { selectIncludes } from '../pagerduty/incidents/incident-includes.js';
import { toIncident } from '../pagerduty/incidents/incident.map.js';
import { toLogEntry } from '../pagerduty/log-entries/log-entry.map.js';
import { toBusinessService } from '../pagerduty/business-services/business-service.map.js';
import { toIncidentWorkflow } from '../pagerduty/incident-workflows/incident-workflow.map.js';
import { toMaintenanceWindow } from '../pagerduty/maintenance-windows/maintenance-window.map.js';
import type { Node } from '../core/ids/node.type.js';
import { toNotificationPolicy } from '../cloudflare/policies/notification-policy.map.js';
import { toSilence } from '../cloudflare/silences/silence.map.js';
import type { Selection } from '../core/selection/selection.js';
import { toSchedule } from '../pagerduty/schedules/schedule.map.js';
import { toService } from '../pagerduty/services/service.map.js';
import { nullIfNotFound } from '../core/errors/null-if-not-found.js';
import { toTeam } from '../pagerduty/teams/team.map.js';
import { toUser } from '../pagerduty/users/user.map.js';

interface NodeRequest {
  readonly selection: Selection;
  /** Id of the parent that the read needs. */
  readonly parentId?: string | undefined;
}

type ReadNode<A> = (upstreamId: string, accountContext: A, request: NodeRequest) => Promise<Node | null>;

const PAGERDUTY_READERS: ReadonlyMap<string, ReadNode<PagerDutyAccountContext>> = new Map(
  Object.entries<ReadNode<PagerDutyAccountContext>>({
    PagerDutyAccount: async (key, accountContext) =>
      key === accountContext.key ? toPagerDutyAccount(accountContext) : null,
    Incident: async (id, accountContext, { selection }) => {
      const include = selectIncludes(selection);
      return toIncident(await accountContext.loaders.incident.load({ id, include }), accountContext, include);
    },
    Alert: async (id, accountContext, { parentId = '' }) =>
      toAlert(await accountContext.client.getAlert(parentId, id), parentId, accountContext),
    LogEntry: async (id, accountContext) => toLogEntry(await accountContext.client.getLogEntry(id), accountContext),
    ChangeEvent: async (id, accountContext) =>
      toChangeEvent(await accountContext.client.getChangeEvent(id), accountContext),
    BusinessService: async (id, accountContext) =>
      toBusinessService(await accountContext.loaders.businessService.load(id), accountContext),
    IncidentWorkflow: async (id, accountContext) =>
      toIncidentWorkflow(await accountContext.client.getIncidentWorkflow(id), accountContext),
    MaintenanceWindow: async (id, accountContext) =>
      toMaintenanceWindow(await accountContext.client.getMaintenanceWindow(id), accountContext),
    PagerDutyService: async (id, accountContext) =>
      toService(await accountContext.loaders.service.load(id), accountContext),
    Schedule: async (id, accountContext) => toSchedule(await accountContext.loaders.schedule.load(id), accountContext),
    PagerDutyUser: async (id, accountContext) => toUser(await accountContext.loaders.user.load(id), accountContext),
    Team: async (id, accountContext) => toTeam(await accountContext.loaders.team.load(id), accountContext),
    EscalationPolicy: async (id, accountContext) =>
      toEscalationPolicy(await accountContext.loaders.escalationPolicy.load(id), accountContext),
  }),
);

const CLOUDFLARE_READERS: ReadonlyMap<string, ReadNode<CloudflareAccountContext>> = new Map(
  Object.entries<ReadNode<CloudflareAccountContext>>({
    CloudflareAccount: async (id, accountContext) =>
      id === accountContext.cloudflareId ? toCloudflareAccount(accountContext) : null,
    PagerDutyDestination: async (id, accountContext) => {
      const found = findEntry(
        await accountContext.loaders.destinations(),
        (destination) => normalizeCloudflareId(destination.id) === normalizeCloudflareId(id),
      );
      return found ? toDestination(found, accountContext) : null;
    },
    NotificationPolicy: async (id, accountContext) => {
      const found = findEntry(
        await accountContext.loaders.policies(),
        (policy) => normalizeCloudflareId(policy.id) === normalizeCloudflareId(id),
      );
      return found ? toNotificationPolicy(found, accountContext) : null;
    },
    PolicySilence: async (id, accountContext) => {
      const found = findEntry(await accountContext.loaders.silences(), (silence) => isSameCloudflareId(silence.id, id));
      return found ? toSilence(found, accountContext) : null;
    },
  }),
);

/**
 * Reads the object with a global id; null when it no longer exists.
 *
 * @param field path of the id in the arguments
 * @throws {Fault} `INVALID_INPUT` for an invalid id, type or account; `FORBIDDEN` without the read scope of its upstream
 */
export async function readNode(
  id: string,
  { caller, pagerduty, cloudflare }: Context,
  selection: Selection,
  field: readonly string[],
): Promise<Node | null> {
  const parsed = parseGlobalId(id);
  if (!parsed) throw new Fault('INVALID_INPUT', 'Invalid global id. Use an `id` returned by this gateway.', { field });
  const { upstream, account, type, upstreamId } = parsed;
  const request = { selection, parentId: parsed.parentId };
  requireScope(caller, upstream === 'pagerduty' ? 'INCIDENTS_READ' : 'DESTINATIONS_READ');
  const pending =
    upstream === 'pagerduty'
      ? PAGERDUTY_READERS.get(type)?.(upstreamId, pagerduty.get(account, field), request)
      : CLOUDFLARE_READERS.get(type)?.(upstreamId, cloudflare.get(account, field), request);
  if (pending) return nullIfNotFound(pending);
  throw new Fault('INVALID_INPUT', 'Objects of this type cannot be read by id.', { field });
}
