import type { Note } from '../state/incident-records.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { reference } from './reference.js';

/** A note that no person wrote stands under the service's name, as that of a bot. */
export function noteView(state: PagerDutyState, { by, ...note }: Note): object {
  return {
    id: note.id,
    user:
      by.kind === 'user'
        ? reference('user', known(state.users, by.id))
        : { ...reference('service', known(state.services, by.id)), type: 'bot_user_reference' },
    channel: { summary: 'The PagerDuty website or APIs' },
    content: note.content,
    created_at: note.createdAt,
    updated_at: note.updatedAt,
  };
}
