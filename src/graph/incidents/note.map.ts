import type { WireNote } from '../../upstream/pagerduty/wire.js';
import { toAgent } from '../agents/agent.map.js';
import type { PagerDutyAccess } from '../context.js';
import { pagerDutyGlobalId } from '../global-id.js';
import type { IncidentNote } from './note.type.js';

export function toNote(wire: WireNote, access: PagerDutyAccess): IncidentNote {
  return {
    id: pagerDutyGlobalId(access.key, 'IncidentNote', wire.id),
    pagerDutyId: wire.id,
    content: wire.content,
    author: wire.user ? toAgent(wire.user, access) : null,
    createdAt: wire.created_at,
  };
}
