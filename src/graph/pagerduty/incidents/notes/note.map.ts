import type { WireNote } from '../../../../upstream/pagerduty/wire.js';
import { isReference } from '../../../../upstream/pagerduty/type-guards.js';
import { mapNestedValue } from '../../../core/mapping/nested-value.js';
import { toAgent } from '../../agents/agent.map.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { toPagerDutyGlobalId } from '../../../core/ids/global-id.js';
import type { IncidentNote } from './note.type.js';

export function toNote(wire: WireNote, accountContext: PagerDutyAccountContext): IncidentNote {
  return {
    id: toPagerDutyGlobalId(accountContext.key, 'IncidentNote', wire.id),
    pagerDutyId: wire.id,
    content: wire.content,
    author: mapNestedValue(wire.user, isReference, (user) => toAgent(user, accountContext)),
    createdAt: wire.created_at,
    updatedAt: wire.updated_at ?? null,
  };
}
