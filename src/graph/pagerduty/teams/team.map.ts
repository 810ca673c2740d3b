import type { WireReference } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { pagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { Team } from './team.type.js';

export function toTeam(wire: WireReference, access: PagerDutyAccess): Team {
  return {
    id: pagerDutyGlobalId(access.key, 'Team', wire.id),
    pagerDutyId: wire.id,
    name: wire.summary ?? null,
    url: wire.html_url ?? null,
  };
}
