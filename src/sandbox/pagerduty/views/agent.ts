import type { Agent } from '../state/incident-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderUser } from './user.js';
import { renderIntegrationReference, renderReference } from './reference.js';
import { renderService } from './service.js';
import { NO_INCLUDES } from '../http/query-parameters.js';

/** Renders a user, a service or an integration. An integration is always a reference of its generic type. */
export function renderAgent(state: PagerDutyState, by: Agent, isExpanded = false): object {
  switch (by.kind) {
    case 'user': {
      const user = requireRecord(state.users, by.id);
      return isExpanded ? renderUser(state, user, NO_INCLUDES) : renderReference('user', user);
    }
    case 'service': {
      const service = requireRecord(state.services, by.id);
      return isExpanded ? renderService(state, service, NO_INCLUDES) : renderReference('service', service);
    }
    default:
      return { ...renderIntegrationReference(requireRecord(state.integrations, by.id)), type: 'integration_reference' };
  }
}
