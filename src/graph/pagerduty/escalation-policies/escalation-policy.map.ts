import type { WireReference } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { pagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { LoadWhole } from '../../core/selection/expand-reference.js';
import type { EscalationPolicy } from './escalation-policy.type.js';

export const loadEscalationPolicy: LoadWhole<WireReference> = ({ loaders }, id) => loaders.escalationPolicy.load(id);

export function toEscalationPolicy(wire: WireReference, access: PagerDutyAccess): EscalationPolicy {
  return {
    access,
    id: pagerDutyGlobalId(access.key, 'EscalationPolicy', wire.id),
    pagerDutyId: wire.id,
    name: wire.summary ?? null,
    url: wire.html_url ?? null,
  };
}
