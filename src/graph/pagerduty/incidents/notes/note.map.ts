import type { WireNote } from '../../../../upstream/pagerduty/wire.js';
import { isReference } from '../../../../upstream/pagerduty/type-guards.js';
import { part } from '../../../core/mapping/nested-value.js';
import { toAgent } from '../../agents/agent.map.js';
import type { PagerDutyAccess } from '../../../core/context.js';
import { pagerDutyGlobalId } from '../../../core/ids/global-id.js';
import type { IncidentNote } from './note.type.js';

export function toNote(wire: WireNote, access: PagerDutyAccess): IncidentNote {
  return {
    id: pagerDutyGlobalId(access.key, 'IncidentNote', wire.id),
    pagerDutyId: wire.id,
    content: wire.content,
    author: part(wire.user, isReference, (user) => toAgent(user, access)),
    createdAt: wire.created_at,
  };
}
