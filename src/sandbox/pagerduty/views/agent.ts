import type { Agent } from '../state/incident-records.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { userView } from './user.js';
import { integrationReference, reference } from './reference.js';
import { serviceView } from './service.js';

const NOTHING: ReadonlySet<string> = new Set();

/** Whoever did something: a person, a service, an integration; the last is always a reference, of no special type. */
export function agentView(state: PagerDutyState, by: Agent, whole = false): object {
  switch (by.kind) {
    case 'user': {
      const user = known(state.users, by.id);
      return whole ? userView(state, user, NOTHING) : reference('user', user);
    }
    case 'service': {
      const service = known(state.services, by.id);
      return whole ? serviceView(state, service, NOTHING) : reference('service', service);
    }
    default:
      return { ...integrationReference(known(state.integrations, by.id)), type: 'integration_reference' };
  }
}
