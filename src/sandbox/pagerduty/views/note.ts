import type { Note } from '../state/incident-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderReference } from './reference.js';

/** A note of an app is rendered as a bot user with the service's name. */
export function renderNote(state: PagerDutyState, { by, ...note }: Note): object {
  return {
    id: note.id,
    user:
      by.kind === 'user'
        ? renderReference('user', requireRecord(state.users, by.id))
        : { ...renderReference('service', requireRecord(state.services, by.id)), type: 'bot_user_reference' },
    channel: { summary: 'The PagerDuty website or APIs' },
    content: note.content,
    created_at: note.createdAt,
    updated_at: note.updatedAt,
  };
}
