import type { WireLogEntry } from '../../../upstream/pagerduty/wire-alert.js';
import { isReference } from '../../../upstream/pagerduty/type-guards.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import { toAgent } from '../agents/agent.map.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { LogEntry } from './log-entry.type.js';

export function toLogEntry(wire: WireLogEntry, accountContext: PagerDutyAccountContext): LogEntry {
  return {
    accountContext,
    wire,
    id: toPagerDutyGlobalId(accountContext.key, 'LogEntry', wire.id),
    pagerDutyId: wire.id,
    kind: toKind(wire.type),
    summary: wire.summary ?? null,
    agent: mapNestedValue(wire.agent, isReference, (agent) => toAgent(agent, accountContext)),
    createdAt: wire.created_at,
  };
}

/** PagerDuty spells one of its types in two ways (docs/upstream-quirks.md, quirk 53). */
function toKind(type: string): string {
  const kind = type.replace(/_log_entry(?:_reference)?$/, '');
  return kind === 'acknowledgement' ? 'acknowledge' : kind;
}
