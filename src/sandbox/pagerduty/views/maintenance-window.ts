import type { MaintenanceWindow } from '../state/account-records.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { teamView, userView } from './user.js';
import { API_HOME, reference, WEB_HOME } from './reference.js';
import { serviceView } from './service.js';

const NOTHING: ReadonlySet<string> = new Set();

/** `include` takes `services`, `teams` and `users`. */
export function maintenanceWindowView(
  state: PagerDutyState,
  window: MaintenanceWindow,
  include: ReadonlySet<string>,
): object {
  const services = window.serviceIds.map((id) => known(state.services, id));
  const teams = teamIdsOf(state, window).map((id) => known(state.teams, id));
  const creator = window.createdById === null ? null : known(state.users, window.createdById);
  return {
    id: window.id,
    type: 'maintenance_window',
    summary: window.description,
    self: `${API_HOME}/maintenance_windows/${window.id}`,
    html_url: `${WEB_HOME}/service-directory/maintenance-windows/${window.id}`,
    sequence_number: window.sequenceNumber,
    start_time: window.startAt,
    end_time: window.endAt,
    description: window.description,
    services: services.map((service) =>
      include.has('services') ? serviceView(state, service, NOTHING) : reference('service', service),
    ),
    teams: teams.map((team) => (include.has('teams') ? teamView(team) : reference('team', team))),
    created_by: creator && (include.has('users') ? userView(state, creator, NOTHING) : reference('user', creator)),
  };
}

/** The teams of its services. */
export function teamIdsOf(state: PagerDutyState, { serviceIds }: MaintenanceWindow): readonly string[] {
  return [...new Set(serviceIds.map((id) => known(state.services, id).teamId))];
}
