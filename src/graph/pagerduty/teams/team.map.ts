import type { WireReference } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { Team } from './team.type.js';

export function toTeam(wire: WireReference, accountContext: PagerDutyAccountContext): Team {
  return {
    id: toPagerDutyGlobalId(accountContext.key, 'Team', wire.id),
    pagerDutyId: wire.id,
    name: wire.summary ?? null,
    url: wire.html_url ?? null,
  };
}
