import type { MaintenanceWindow } from '../state/account-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderUser } from './user.js';
import { API_ORIGIN, renderReference, WEB_ORIGIN } from './reference.js';
import { renderService } from './service.js';
import { NO_INCLUDES } from '../http/query-parameters.js';
import { renderTeam } from './team.js';

/** `include` accepts `services`, `teams` and `users`. */
export function renderMaintenanceWindow(
  state: PagerDutyState,
  window: MaintenanceWindow,
  include: ReadonlySet<string>,
): object {
  const services = window.serviceIds.map((id) => requireRecord(state.services, id));
  const teams = listTeamIds(state, window).map((id) => requireRecord(state.teams, id));
  const creator = window.createdById === null ? null : requireRecord(state.users, window.createdById);
  return {
    id: window.id,
    type: 'maintenance_window',
    summary: window.description,
    self: `${API_ORIGIN}/maintenance_windows/${window.id}`,
    html_url: `${WEB_ORIGIN}/service-directory/maintenance-windows/${window.id}`,
    sequence_number: window.sequenceNumber,
    start_time: window.startAt,
    end_time: window.endAt,
    description: window.description,
    services: services.map((service) =>
      include.has('services') ? renderService(state, service, NO_INCLUDES) : renderReference('service', service),
    ),
    teams: teams.map((team) => (include.has('teams') ? renderTeam(team) : renderReference('team', team))),
    created_by:
      creator && (include.has('users') ? renderUser(state, creator, NO_INCLUDES) : renderReference('user', creator)),
  };
}

export function listTeamIds(state: PagerDutyState, { serviceIds }: MaintenanceWindow): readonly string[] {
  return [...new Set(serviceIds.map((id) => requireRecord(state.services, id).teamId))];
}
