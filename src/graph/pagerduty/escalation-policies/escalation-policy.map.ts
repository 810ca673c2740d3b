import type { WireReference } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { LoadFullObject } from '../../core/selection/expand-reference.js';
import type { EscalationPolicy } from './escalation-policy.type.js';

export const loadEscalationPolicy: LoadFullObject<WireReference> = ({ loaders }, id) =>
  loaders.escalationPolicy.load(id);

export function toEscalationPolicy(wire: WireReference, accountContext: PagerDutyAccountContext): EscalationPolicy {
  return {
    accountContext,
    id: toPagerDutyGlobalId(accountContext.key, 'EscalationPolicy', wire.id),
    pagerDutyId: wire.id,
    name: wire.summary ?? null,
    url: wire.html_url ?? null,
  };
}
