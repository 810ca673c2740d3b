import { isReference } from '../../../../upstream/pagerduty/type-guards.js';
import type { WireResponder } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { toEnumValue } from '../../../core/mapping/enum-value.js';
import { mapNestedValue } from '../../../core/mapping/nested-value.js';
import { toUser } from '../../users/user.map.js';
import { type IncidentResponder, ResponderState } from './responder.type.js';

/** Webhooks call a responder who joined `accepted` (docs/upstream-quirks.md, quirk 230). */
const STATE_ALIASES = { accepted: ResponderState.JOINED };

/** @param wire with a user, which its type guard requires */
export function toResponder(wire: WireResponder, accountContext: PagerDutyAccountContext): IncidentResponder {
  const toPerson = (user: WireResponder['user']) =>
    mapNestedValue(user, isReference, (reference) => toUser(reference, accountContext));
  return {
    user: toPerson(wire.user) as IncidentResponder['user'],
    state: toEnumValue(ResponderState, wire.state, STATE_ALIASES),
    message: wire.message ?? null,
    requestedBy: toPerson(wire.requester),
    requestedAt: wire.requested_at ?? null,
    updatedAt: wire.updated_at ?? null,
  };
}
