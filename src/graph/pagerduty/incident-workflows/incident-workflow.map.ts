import type { WireIncidentWorkflow } from '../../../upstream/pagerduty/wire-incident-workflow.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { IncidentWorkflow } from './incident-workflow.type.js';

export function toIncidentWorkflow(
  wire: WireIncidentWorkflow,
  accountContext: PagerDutyAccountContext,
): IncidentWorkflow {
  return {
    id: toPagerDutyGlobalId(accountContext.key, 'IncidentWorkflow', wire.id),
    pagerDutyId: wire.id,
    name: wire.name ?? wire.summary ?? null,
    description: wire.description || null,
    isEnabled: wire.is_enabled ?? null,
    createdAt: wire.created_at ?? null,
    url: wire.html_url ?? null,
  };
}
