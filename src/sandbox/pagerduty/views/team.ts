import type { Team } from '../state/account-records.js';
import { renderIdentity } from './reference.js';

export function renderTeam(team: Team): object {
  return {
    ...renderIdentity('team', team.id, team.name),
    name: team.name,
    description: team.description,
    default_role: 'manager',
    parent: null,
  };
}
