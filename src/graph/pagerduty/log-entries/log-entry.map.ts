import type { WireLogEntry } from '../../../upstream/pagerduty/wire-alert.js';
import { isReference } from '../../../upstream/pagerduty/type-guards.js';
import { part } from '../../core/mapping/nested-value.js';
import { toAgent } from '../agents/agent.map.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { pagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { LogEntry } from './log-entry.type.js';

export function toLogEntry(wire: WireLogEntry, access: PagerDutyAccess): LogEntry {
  return {
    id: pagerDutyGlobalId(access.key, 'LogEntry', wire.id),
    pagerDutyId: wire.id,
    kind: kindOf(wire.type),
    summary: wire.summary ?? null,
    agent: part(wire.agent, isReference, (agent) => toAgent(agent, access)),
    createdAt: wire.created_at,
  };
}

/** PagerDuty spells one of its types in two ways (contracts: quirk 53). */
function kindOf(type: string): string {
  const kind = type.replace(/_log_entry(?:_reference)?$/, '');
  return kind === 'acknowledgement' ? 'acknowledge' : kind;
}
